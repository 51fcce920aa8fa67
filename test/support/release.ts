import type { Registry } from "./registry.ts";
import type { WorkspaceCopy } from "./workspace-copy.ts";

/** The report of `pnpm release --json`. */
export interface ReleaseReport {
  readonly ok: boolean;
  readonly notes: readonly string[];
  readonly versions?: readonly { readonly name: string; readonly from: string; readonly to: string }[];
  readonly packages?: readonly { readonly name: string; readonly version: string; readonly state: string }[];
  readonly problem?: { readonly message: string; readonly advice: string; readonly details: string };
}

export interface ReleaseOutcome extends ReleaseReport {
  readonly exitCode: number | null;
  /** The complete output. */
  readonly output: string;
}

/** The user who releases, and the registry. */
export interface Releaser {
  readonly copy: WorkspaceCopy;
  readonly registry: Registry;
  /** Additional environment variables. They can replace the token, which is the maintainer's by default. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs the release command in a copy of the workspace, like a user. */
export async function release(
  { copy, registry, environment }: Releaser,
  ...parameters: readonly string[]
): Promise<ReleaseOutcome> {
  const all = ["scripts/release.mjs", "--json", "--registry", registry.url, ...parameters];
  const { exitCode, stdout, stderr } = await copy.run(process.execPath, all, {
    NPM_TOKEN: registry.tokens.maintainer,
    ACTIONS_ID_TOKEN_REQUEST_URL: "",
    ...environment,
  });
  const report = parse(stdout, stderr);
  return { ...report, exitCode, output: stdout + stderr };
}

/** The packages with a given state, as `name version`, in alphabetical order. */
export function inState({ packages = [] }: ReleaseReport, state: string): readonly string[] {
  return packages
    .filter((each) => each.state === state)
    .map(({ name, version }) => `${name} ${version}`)
    .sort();
}

function parse(stdout: string, stderr: string): ReleaseReport {
  try {
    return JSON.parse(stdout) as ReleaseReport;
  } catch {
    throw new Error(`the release reported nothing that can be read\n${stdout}${stderr}`);
  }
}
