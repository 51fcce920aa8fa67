import type { Readable, Writable } from "node:stream";
import { LAYOUTS, type Layout } from "../init/index.ts";
import type { Terminal } from "./terminal.ts";

/** Asks the user at a terminal. */
export interface Interviewer {
  /** A string. An empty answer means the default, if there is one. */
  text(
    question: string,
    options: { readonly initial?: string; validate?(text: string): string | undefined },
  ): Promise<string>;
  layout(resources: number): Promise<Layout>;
}

/** The user canceled with Ctrl+C. */
export class CancelledError extends Error {}

/** Questions for the terminal. `undefined` if its input is not a terminal. */
export async function interviewer({ stdin, stdout }: Terminal): Promise<Interviewer | undefined> {
  if (stdin?.isTTY !== true || stdout.isTTY !== true) return undefined;
  const { select, text } = await import("@clack/prompts");
  const output = stdout.stream ?? (stdout as unknown as Writable);
  const streams = { input: stdin as Readable, output };
  const answered = <Answer extends string>(answer: Answer | symbol): Answer => {
    if (typeof answer === "symbol") throw new CancelledError();
    return answer;
  };
  return {
    text: async (message, { initial, validate }) => {
      const check = (value = "") => validate?.(value === "" ? (initial ?? "") : value);
      const placeholder = initial === undefined ? {} : { placeholder: initial, defaultValue: initial };
      return answered(await text({ message, ...placeholder, validate: check, ...streams }));
    },
    layout: async (resources) =>
      answered<Layout>(
        await select<Layout>({
          message: "How many packages?",
          options: [
            { value: LAYOUTS[0], label: "one", hint: "one client with everything" },
            {
              value: LAYOUTS[1],
              label: "several",
              hint: `one for each of the ${resources} resources, and one with all of them`,
            },
          ],
          ...streams,
        }),
      ),
  };
}
