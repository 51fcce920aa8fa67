// The first day of a person with the packages, by their READMEs alone: each command and each program comes from an installed README and is run.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { submitForm } from "../examples/support/form.ts";
import { blocksOf, type Section, sectionOf, wordsOf } from "./readme.ts";
import { linesOf, Terminal } from "./terminal.ts";

export interface Day {
  /** What the person does, with the time that the machine needs, in seconds. */
  readonly steps: readonly { readonly name: string; readonly seconds: number }[];
  /** What the person reads, with its number of words. */
  readonly reading: readonly { readonly title: string; readonly words: number }[];
}

/** The addresses in the README of the mock. */
const MOCK = "http://127.0.0.1:4010";
const APP = "http://localhost:3000";

const TASK = "Read the contract";

/**
 * Spends the first day.
 *
 * @param folder An empty folder.
 * @param registry URL of the registry with the packages.
 * @throws Error if something does not do what the README says.
 */
export async function spendFirstDay(folder: string, registry: string): Promise<Day> {
  const terminal = new Terminal(folder, registry);
  const reading: Day["reading"][number][] = [];
  const steps: Day["steps"][number][] = [];
  const read = (title: string, section: Section) => {
    reading.push({ title, words: wordsOf(section) });
    return section;
  };
  const step = async <Result>(name: string, work: () => Promise<Result>): Promise<Result> => {
    const begin = performance.now();
    const result = await work();
    steps.push({ name, seconds: (performance.now() - begin) / 1000 });
    return result;
  };

  try {
    await writeFile(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
    await step("npm install copilot-sdk @copilot-sdk/mock", () =>
      terminal.run("npm install copilot-sdk @copilot-sdk/mock"),
    );
    const readmeOf = (name: string) => readFile(join(folder, "node_modules", name, "README.md"), "utf8");
    const [sdk, mock] = [await readmeOf("copilot-sdk"), await readmeOf("@copilot-sdk/mock")];
    for (const title of ["copilot-sdk", "Install", "Sessions", "Webhooks", "Testing"]) {
      read(`copilot-sdk: ${title}`, sectionOf(sdk, title));
    }
    const firstCall = read("copilot-sdk: First call", sectionOf(sdk, "First call"));
    const hour = read("@copilot-sdk/mock: Your first hour", sectionOf(mock, "Your first hour"));
    const [start = "", runFirst = "", openApp = "", subscribe = ""] = blocksOf(hour, "sh");

    const server = await step("start the mock", async () => {
      const [install = "", serve = ""] = linesOf(start);
      if (install !== "npm install copilot-sdk @copilot-sdk/mock")
        throw new Error(`another command: ${install}`);
      const running = terminal.start(serve, "--port", "0");
      terminal.replace(MOCK, await running.prints(/The API is at (\S+)/));
      return running;
    });
    const token = await server.prints(/session token +(\S+)\n/);

    await step("list, create and read back", async () => {
      const [list = ""] = blocksOf(firstCall, "ts");
      const [program = ""] = blocksOf(hour, "ts");
      await writeFile(join(folder, "list.mjs"), list);
      await writeFile(join(folder, "first.mjs"), program);
      const listed = await terminal.run(runFirst.replace("first.mjs", "list.mjs"));
      const printed = await terminal.run(runFirst);
      const [email = "no address"] = /[\w.]+@[\w.]+/.exec(program) ?? [];
      const shows = printed.includes(`email: '${email}'`);
      if (!shows || !/email: /.test(listed))
        throw new Error(`the client is not there:\n${listed}\n${printed}`);
    });

    const commands = linesOf(openApp);
    await step("install the example app", () => terminal.run(commands.slice(0, -1).join("\n")));
    const readme = await readFile(join(terminal.folder, "README.md"), "utf8");
    read("the example app", { title: "README", text: readme });
    const { app, address, page } = await step("open it with a test session", async () => {
      const app = terminal.start(commands.at(-1) ?? "", "--", "--port", "0");
      const url = await app.prints(/Local: +(http\S+)/);
      terminal.replace(APP, url);
      const address = `${url}/?token=${token}`;
      const response = await fetch(address);
      const page = await response.text();
      if (!response.ok || !page.includes("Tasks of"))
        throw new Error(`the app shows ${response.status}\n${page}`);
      return { app, address, page };
    });
    await step("create a task there, and receive its webhook", async () => {
      await terminal.run(subscribe);
      const shown = await submitForm(address, page, { name: TASK });
      if (!shown.includes(TASK)) throw new Error(`the app does not show the task\n${shown}`);
      await app.prints(new RegExp(`task created: ${TASK}`));
    });
    return { steps, reading };
  } finally {
    await terminal.close();
  }
}
