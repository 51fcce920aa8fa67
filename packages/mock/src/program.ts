import { fstatSync } from "node:fs";
import { type Mock, startMock } from "./mock.js";
import type { MockOptions } from "./options.js";

export { type ProgramValues, requestFrom } from "./program-options.js";

/** The command line of the program, parsed. */
export interface ProgramRequest {
  readonly options: MockOptions;
  /** Whether the text is one line of JSON: `{"url": "...", "apiKey": "...", "sessionToken": "..."}`. */
  readonly isJson: boolean;
  /** Whether the port is 4010 if it is free, or else any free one. */
  readonly canMove: boolean;
}

const USUAL_PORT = 4010;

/**
 * Runs a mock until the process is asked to stop: by SIGTERM, SIGINT, or the end of a piped standard input.
 *
 * @param print Is called with a text that says how to use the mock, when it is ready.
 * @returns When it has stopped.
 * @throws Error when the document cannot be read, the port is taken, or an option is invalid.
 */
export async function runMock(
  { options, isJson, canMove }: ProgramRequest,
  print: (text: string) => void = console.log,
): Promise<void> {
  const mock = canMove ? await startAnywhere(options) : await startMock(options);
  const { url, apiKey, sessionToken } = mock;
  const stopped = stopSignal();
  print(isJson ? JSON.stringify({ url, apiKey, sessionToken }) : introduction(mock, options));
  await stopped;
  process.stdin.destroy();
  await mock.close();
}

function stopSignal(): Promise<void> {
  return new Promise((stop) => {
    process.once("SIGTERM", () => stop()).once("SIGINT", () => stop());
    const input = fstatSync(0);
    if (input.isFIFO() || input.isSocket()) process.stdin.on("end", () => stop()).resume();
  });
}

async function startAnywhere(options: MockOptions): Promise<Mock> {
  try {
    return await startMock({ ...options, port: USUAL_PORT });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") return startMock(options);
    throw error;
  }
}

function introduction(
  { url, apiKey, sessionToken, events }: Mock,
  { webhooks, memory }: MockOptions,
): string {
  const lines = [
    `The API is at ${url}`,
    `  API key        ${apiKey}`,
    ...(sessionToken === undefined ? [] : [`  session token  ${sessionToken}`]),
    ...(webhooks === undefined ? [] : [`  events go to   ${webhooks.url}`]),
    "",
    memory === false
      ? "Every response is an example of the document; nothing is remembered."
      : "It remembers what you create, change and delete, until it stops or is reset.",
    "A request can ask for a response (Prefer: code=404) or a fault (Mock-Fault: status=503, delay=2000, cut, malformed).",
    "",
    `  curl ${url}/_mock                                    what it received and sent`,
    ...(events.length === 0
      ? []
      : [
          `  curl -X POST ${url}/_mock/webhooks -d '{"url":"http://..."}'   sends events there`,
          `  curl -X POST ${url}/_mock/events/${events[0]}   sends an event now`,
        ]),
    `  curl -X POST ${url}/_mock/clock -d '{"advance":60000}'  moves its time forward, in ms`,
    `  curl -X POST ${url}/_mock/reset                      forgets everything`,
    "",
    "Stop it with Ctrl+C.",
  ];
  return lines.join("\n");
}
