// A process that runs `sdkgen` for each message of its parent, and ends with it.
import { runCommandLine } from "../../src/cli/program.ts";

/** A command to run in a folder. */
export interface SharedCommand {
  readonly args: readonly string[];
  /** Absolute path. */
  readonly cwd: string;
}

/** The exit code and output of a command. */
export interface SharedResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

process.on("message", async ({ args, cwd }: SharedCommand) => {
  process.chdir(cwd);
  const [stdout, stderr] = [new Recorder(), new Recorder()];
  const code = await runCommandLine(args, { stdout, stderr, env: process.env, cwd });
  process.send?.({ code, stdout: stdout.text, stderr: stderr.text } satisfies SharedResult);
});

/** An output that is not a terminal. */
class Recorder {
  text = "";

  write(text: string): void {
    this.text += text;
  }
}
