import type { Registry } from "./registry.ts";
import type { WorkspaceCopy } from "./workspace-copy.ts";

/** What `pnpm release --json` reports. */
export interface ReleaseReport {
  readonly ok: boolean;
  readonly notes: readonly string[];
  readonly versions?: readonly { readonly name: string; readonly from: string; readonly to: string }[];
  readonly packages?: readonly { readonly name: string; readonly version: string; readonly state: string }[];
  readonly problem?: { readonly message: string; readonly advice: string; readonly details: string };
}

export interface ReleaseOutcome extends ReleaseReport {
  readonly exitCode: number | null;
  /** Everything that was written. */
  readonly output: string;
}

/** Who releases, and where to. */
export interface Releaser {
  readonly copy: WorkspaceCopy;
  readonly registry: Registry;
  /** More for the environment; the token is the maintainer's unless it says another. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs the release command in a copy of the workspace, as a person would. */
export async function release(
  { copy, registry, environment }: Releaser,
  ...parameters: readonly string[]
): Promise<ReleaseOutcome> {
  const all = ["scripts/release.mjs", "--json", "--registry", registry.url, ...parameters];
  const { exitCode, stdout, stderr } = await copy.run(process.execPath, all, {
    NPM_TOKEN: registry.tokens.maintainer,
    ACTIONS_ID_TOKEN_REQUEST_URL: "",
    // npx has pnpm from the workspace's installation.
    npm_config_prefer_offline: "true",
    ...environment,
  });
  const report = parse(stdout, stderr);
  return { ...report, exitCode, output: stdout + stderr };
}

/** The packages in a state, as `name version`, in alphabetical order. */
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
