import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Arrival } from './traffic.ts';

/** The control file of a delivery, as a MESH client writes it. */
export function controlFile(id: string, more = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<DTSControl>
  <Version>1.0</Version>
  <AddressType>DTS</AddressType>
  <MessageType>Data</MessageType>
  <From_DTS>X99OT001</From_DTS>
  <To_DTS>X99OT002</To_DTS>
  <LocalId>L-${id}</LocalId>
  <DTSId>${id}</DTSId>
  <WorkflowId>VACCINATIONS_1</WorkflowId>${more}
  <StatusRecord>
    <DateTime>20260512100000</DateTime>
    <Event>TRANSFER</Event>
    <Status>SUCCESS</Status>
    <StatusCode>00</StatusCode>
    <Description>Transferred to recipient mailbox</Description>
  </StatusRecord>
</DTSControl>
`;
}

/** Lays a delivery into the inbox folder in the order in which a MESH client does. */
export async function deliver(folder: string, name: string, { id, body }: Arrival): Promise<void> {
  await writeFile(join(folder, `${name}.dat`), body);
  await writeFile(join(folder, `${name}.ctl`), controlFile(id));
}
