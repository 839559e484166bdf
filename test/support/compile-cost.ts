import { spawnSync } from 'node:child_process';
import { withApplication, type PackedPackage } from './packed-package.ts';
import { compilerPath, type TypescriptVersion } from './typescript-versions.ts';

/** The compiler's statistics. */
export interface CompileCost {
  readonly instantiations: number;
  /** Seconds of checking. */
  readonly seconds: number;
}

/** Compiles one file of an application that has installed the package; throws with the compiler's errors. */
export function measureCompiling(
  packed: PackedPackage,
  version: TypescriptVersion,
  text: string,
): Promise<CompileCost> {
  const compilerOptions = {
    target: 'es2022',
    lib: ['es2022'],
    types: [],
    module: 'nodenext',
    strict: true,
    skipLibCheck: true,
    noEmit: true,
  };
  const own = {
    'package.json': '{ "type": "module" }',
    'tsconfig.json': JSON.stringify({ compilerOptions, files: ['measured.ts'] }),
    'measured.ts': text,
  };
  return withApplication(packed, own, (cwd) => {
    const args = [compilerPath(version), '-p', '.', '--extendedDiagnostics'];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
    if (status !== 0) throw new Error(`${stdout}${stderr}`);
    const read = (label: string): number => Number(new RegExp(`^${label}: +([\\d.]+)`, 'm').exec(stdout)?.[1] ?? NaN);
    return { instantiations: read('Instantiations'), seconds: read('Check time') };
  });
}

/** Writes a file that uses the plain FHIR types of the builders that another file calls. */
export function plainTypesFor(text: string): string {
  const builders = [...text.matchAll(/^export const \w+ = (\w+)\(/gm)].map(([, name = '']) => name);
  const types = [...new Set(builders)].map((name) => name.charAt(0).toUpperCase() + name.slice(1));
  return `import type { ${types.join(', ')} } from 'fhir/r3.js';\nexport type Any = ${types.join(' | ')};\n`;
}
