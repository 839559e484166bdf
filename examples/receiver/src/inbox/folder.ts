import { createHash } from 'node:crypto';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parsePartnerId, type Delivery, type Inbox } from '../delivery.ts';
import { parseControlFile, type ControlFile } from './control-file.ts';

/** How long a control file may stay incomplete, in milliseconds, before it counts as broken. */
const PATIENCE = 60_000;

/**
 * The inbox folder of a MESH client. Each message is a file `NAME.dat` with a control file `NAME.ctl`, which the client
 * writes last: what has no control file yet is not listed.
 */
export function folderInbox(folder: string, patience = PATIENCE): Inbox {
  return {
    async list() {
      const files = await readdir(folder);
      return files
        .filter((file) => file.endsWith('.ctl'))
        .map((file) => file.slice(0, -'.ctl'.length))
        .sort();
    },

    async take(name) {
      const path = join(folder, `${name}.ctl`);
      const [xml, body] = await Promise.all([readIfThere(path), readIfThere(join(folder, `${name}.dat`))]);
      if (!xml) return undefined;
      const control = parseControlFile(xml.toString('utf8'));
      if (!control && Date.now() - (await stat(path)).mtimeMs < patience) return undefined;
      return {
        id: control?.get('DTSId') ?? `sha256-${createHash('sha256').update(xml).digest('hex')}`,
        body: body ?? new Uint8Array(),
        transport: transportOf(control ?? new Map()),
        trouble: troubleOf(control, body !== undefined),
      };
    },

    async acknowledge(name) {
      // The control file goes last: until then the delivery is listed again and found to be processed.
      await rm(join(folder, `${name}.dat`), { force: true });
      await rm(join(folder, `${name}.ctl`), { force: true });
    },
  };
}

async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function transportOf(control: ControlFile): Delivery['transport'] {
  return {
    from: control.get('From_DTS'),
    to: control.get('To_DTS'),
    localId: control.get('LocalId'),
    workflowId: control.get('WorkflowId'),
    subscriptions: parsePartnerId(control.get('PartnerId') ?? ''),
  };
}

function troubleOf(control: ControlFile | undefined, hasBody: boolean): string | undefined {
  if (!control) return 'the control file is no DTSControl';
  const status = control.get('StatusRecord.Status') ?? 'SUCCESS';
  if (status !== 'SUCCESS') return `MESH reports ${status} ${control.get('StatusRecord.StatusCode') ?? ''}`.trim();
  return hasBody ? undefined : 'the control file has no message beside it';
}
