import { type ChildProcess, spawn } from "node:child_process";
import type { Writable } from "node:stream";
import { fileURLToPath } from "node:url";

/**
 * Ends a child process when this process ends, even by SIGKILL, which leaves no time to end children. Programs such as
 * workerd or redis-server would continue without their parent. If the child leads a process group, the whole group ends.
 *
 * One guardian process serves all children. It reads a pipe from this process, which the system closes when this process ends.
 *
 * @example
 * const child = endWithThisProcess(spawn("redis-server"));
 */
export function endWithThisProcess<Child extends ChildProcess>(child: Child): Child {
  const { pid } = child;
  // A program that failed to start has no id. Its "error" event contains the reason.
  if (pid === undefined) return child;
  guardian ??= startGuardian();
  const { write } = guardian;
  write(`guard ${pid}\n`);
  child.once("exit", () => write(`release ${pid}\n`));
  return child;
}

interface Guardian {
  readonly write: (line: string) => void;
}

let guardian: Guardian | undefined;

function startGuardian(): Guardian {
  const program = fileURLToPath(new URL("./guardian.mjs", import.meta.url));
  // In its own group, it survives signals to the group of this process, such as Ctrl+C.
  const child = spawn(process.execPath, [program], { stdio: ["pipe", "ignore", "inherit"], detached: true });
  const input: Writable & { unref?(): void } = child.stdin;
  child.unref();
  input.unref?.();
  return { write: (line) => void input.write(line) };
}
