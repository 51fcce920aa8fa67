import assert from "node:assert/strict";
import { test } from "node:test";
import { recordedCommand, withSection } from "../src/cli/results-file.ts";

const section = (title: string, command: string): string =>
  `## ${title}\n\n\`\`\`sh\n${command}\n\`\`\`\n\nfigures`;

test("a command replaces its own section, and no other", () => {
  const first = withSection("# Results\n", "pnpm bench:burst", section("a", "pnpm bench:burst"));
  const second = withSection(first, "pnpm bench:burst --rtt 200", section("b", "pnpm bench:burst --rtt 200"));
  const third = withSection(second, "pnpm bench:burst", section("c", "pnpm bench:burst"));
  const sections = [section("c", "pnpm bench:burst"), section("b", "pnpm bench:burst --rtt 200")];
  assert.equal(third, `${["# Results", ...sections].join("\n\n")}\n`);
});

test("a recorded command names files, not the folders of a machine", () => {
  const parameters = ["--spec", "/somewhere/github.json", "specs/stripe.json", "--runs", "3", "--record"];
  assert.equal(
    recordedCommand("pnpm bench:generate", parameters),
    "pnpm bench:generate --spec github.json specs/stripe.json --runs 3",
  );
});
