import { diagnostic, type Report } from '../diagnostics/diagnostic.ts';

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'it may not be written to',
  EPERM: 'it may not be written to',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  ENAMETOOLONG: 'a name is longer than the file system takes',
  ENOTDIR: 'there is a file where a folder has to be',
  EEXIST: 'there is a file where a folder has to be',
  EISDIR: 'there is a folder where a file has to be',
  ENOTEMPTY: 'there is a folder where a file has to be',
  ELOOP: 'its symbolic links lead in a circle',
};

/**
 * Does work on a folder. What the operating system refuses is reported, with undefined as the result; any other error is
 * a bug of ours and is thrown on.
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
