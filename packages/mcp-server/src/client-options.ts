import { homedir } from "node:os";
import { join } from "node:path";
import type { ProgramArguments } from "./program-arguments.ts";

/** A program whose clients get options. */
export interface ClientProgram {
  readonly name: string;
  readonly version: string;
  readonly loadQuotaStore?: ((file: string) => Promise<object>) | undefined;
}

/**
 * The options of the clients of a server. Other processes use the same key: the servers of other assistants, and the programs that the key was
 * made for. So clients take their share of the rate limit from the first request on, and the count of requests is kept in a file.
 */
export async function clientOptions(
  { name, version, loadQuotaStore }: ClientProgram,
  { plan, quotaFile, logLevel }: ProgramArguments,
  logger: Console,
): Promise<object> {
  const store = plan === undefined ? undefined : await loadQuotaStore?.(quotaFile ?? quotaFileOf(name));
  return {
    userAgent: `${name}/${version}`,
    logger,
    rateLimit: { sharedKey: true },
    ...(logLevel !== undefined && { logLevel }),
    ...(plan !== undefined && { quota: { plan, ...(store !== undefined && { store }) } }),
  };
}

/** Where all servers that a person starts keep their count: in the folder that the system has for such data. */
function quotaFileOf(name: string): string {
  const { LOCALAPPDATA, XDG_STATE_HOME } = process.env;
  const system = process.platform === "win32" ? LOCALAPPDATA : XDG_STATE_HOME;
  return join(system || join(homedir(), ".local", "state"), name, "quota");
}
