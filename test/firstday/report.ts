import type { Day } from "./day.ts";

/** The number of words that a person reads in a minute. */
const SPEED = 200;

/** What a person reads and what the machine does, as a table with at most 80 columns. */
export function renderDay({ steps, reading }: Day): string {
  const words = reading.reduce((sum, each) => sum + each.words, 0);
  const seconds = steps.reduce((sum, each) => sum + each.seconds, 0);
  return [
    `reading, at ${SPEED} words a minute`,
    ...reading.map((each) => row(each.title, `${each.words} words`)),
    row("in all", `${(words / SPEED).toFixed(1)} minutes`),
    "",
    "the machine",
    ...steps.map((each) => row(each.name, `${each.seconds.toFixed(1)} s`)),
    row("in all", `${seconds.toFixed(0)} s`),
  ].join("\n");
}

function row(title: string, value: string): string {
  return `  ${title.padEnd(60)} ${value.padStart(14)}`;
}
