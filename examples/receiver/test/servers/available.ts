/** Ends with 0 if there are servers to test with, or programs to start them with; says how to get them otherwise. */
import { areThere, howToInstall } from './servers.ts';

if (!(await areThere())) {
  console.log(`neither servers on loopback nor programs to start them: ${howToInstall}`);
  process.exitCode = 1;
}
