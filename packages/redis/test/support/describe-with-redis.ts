import { describe } from "vitest";
import { findProgram, findRequiredProgram } from "../../../../test/support/required-program.js";
import type { ServerProgram } from "./redis-server.js";

const programs: readonly ServerProgram[] = ["redis-server", "valkey-server"];
const isMissing = findRequiredProgram(programs) === undefined;

/** Why tests are skipped without a program. Valkey is available since Debian 13 and Ubuntu 24.04, so in CI its absence is not a failure. */
const reasons: Readonly<Record<ServerProgram, string>> = {
  "redis-server": "no redis-server on the PATH",
  "valkey-server": "no valkey-server on the PATH; Debian has none before 13",
};

for (const program of programs) {
  if (findProgram(program) === undefined) console.warn(`tests are skipped: ${reasons[program]}`);
}

/** A group of tests that need Redis or Valkey. If they are skipped, the title contains the reason. */
export function describeWithRedis(title: string, tests: () => void): void {
  describe.skipIf(isMissing)(isMissing ? `${title} (skipped: ${reasons["redis-server"]})` : title, tests);
}

/** A group of tests that runs once with Redis and once with Valkey. If one is skipped, the title contains the reason. */
export function describeWithEach(title: string, tests: (program: ServerProgram) => void): void {
  for (const program of programs) {
    const isSkipped = findProgram(program) === undefined;
    const reason = isSkipped ? ` (skipped: ${reasons[program]})` : "";
    describe.skipIf(isSkipped)(`${title}, ${program}${reason}`, () => tests(program));
  }
}
