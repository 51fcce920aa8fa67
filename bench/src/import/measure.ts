import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { median } from "../statistics.ts";

/** Options of the command. */
export interface ImportSettings {
  /** Starts of each program. */
  readonly rounds: number;
}

/** The cost of loading a package in a new process. */
export interface ImportFigures {
  readonly name: string;
  readonly title: string;
  /** CPU time of loading alone, in ms: the lowest of the rounds, and their median. */
  readonly lowest: number;
  readonly median: number;
  /** CPU time of the whole process, as a multiple of one that loads nothing: the lowest of each. */
  readonly ratio: number;
}

/**
 * Measures the CPU time of loading packages, each time in a new process. The programs take turns. The lowest figures count, because a busy
 * machine makes each of them slower, and none faster.
 */
export function measureImports(
  { rounds }: ImportSettings,
  onRound: (round: number) => void,
): readonly ImportFigures[] {
  const runs = programs.map((program) => ({ ...program, loading: [] as number[], total: [] as number[] }));
  for (let round = 1; round <= rounds; round++) {
    onRound(round);
    for (const { code, loading, total } of runs) {
      const [own, all] = start(code);
      loading.push(own);
      total.push(all);
    }
  }
  const least = Math.min(...(runs[0]?.total ?? []));
  return runs.map(({ name, title, loading, total }) => ({
    name,
    title,
    lowest: Math.min(...loading),
    median: median(loading),
    ratio: Math.min(...total) / least,
  }));
}

/** Runs a program, and returns the CPU time of its code and of the whole process, in ms. */
function start(code: string): readonly [own: number, all: number] {
  const program = `const before = process.cpuUsage();\n${code}\nconst own = process.cpuUsage(before);
    console.log(JSON.stringify([own, process.cpuUsage()].map(({ user, system }) => (user + system) / 1000)));`;
  const text = execFileSync(process.execPath, ["--input-type=module", "--eval", program], {
    cwd: folder,
    encoding: "utf8",
  });
  return JSON.parse(text) as [number, number];
}

/** Where the packages are resolved from. */
const folder = fileURLToPath(new URL("../../../packages/copilot-sdk/", import.meta.url));

const load = (name: string): string => `await import(${JSON.stringify(name)});`;
const require = `const { createRequire } = process.getBuiltinModule("node:module");\ncreateRequire(process.cwd() + "/")`;

/** The first loads nothing. */
const programs = [
  { name: "nothing", title: "nothing", code: "" },
  { name: "runtime", title: "the runtime", code: load("@copilot-sdk/runtime") },
  { name: "package", title: "one package", code: load("@copilot-sdk/crm") },
  { name: "require", title: "one package, by require()", code: `${require}("@copilot-sdk/crm");` },
  { name: "umbrella", title: "the umbrella", code: load("copilot-sdk") },
] as const;
