import { diagnostic, type Report } from '../diagnostics/diagnostic.ts';

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'write access is denied',
  EPERM: 'write access is denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is exceeded',
  ENAMETOOLONG: 'a name is too long for the file system',
  ENOTDIR: 'there is a file where a folder is needed',
  EEXIST: 'there is a file where a folder is needed',
  EISDIR: 'there is a folder where a file is needed',
  ENOTEMPTY: 'there is a folder where a file is needed',
  ELOOP: 'its symbolic links form a loop',
};

/**
 * Runs work on a folder. An error of the operating system is reported, with undefined as the result; any other error is
 * a bug of ours and is rethrown.
 */
export async function reportingRefusals<T>(
  folder: string,
  report: Report,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) throw error;
    const file = 'path' in error && typeof error.path === 'string' ? error.path : folder;
    const reason = reasons[String(error.code)] ?? error.message;
    report(diagnostic('write/cannot-write', `Cannot write the package to ${folder}: ${reason}.`, { file }));
    return undefined;
  }
}
