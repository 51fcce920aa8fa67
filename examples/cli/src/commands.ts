import { parseArgs } from "node:util";
import { Copilot, isKnown, TaskStatus } from "copilot-sdk";
import { UsageError } from "./usage-error.ts";

const USAGE = `Usage: copilot-tasks list [--status STATUS] [--json]
       copilot-tasks create NAME [--client EMAIL]

Lists the tasks of a workspace, or creates one. The key comes from COPILOT_API_KEY.

  --status STATUS  only tasks with this status: ${Object.values(TaskStatus).join(", ")}
  --json           one line of JSON for each task
  --client EMAIL   the client that the task is for

Exit codes: 0 success, 1 the API refused the call or was not reached, 2 wrong usage.`;

const OPTIONS = {
  status: { type: "string" },
  client: { type: "string" },
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

type Options = ReturnType<typeof parse>["values"];

/** @throws UsageError if the arguments are wrong. */
export async function runCommand(argv: readonly string[]): Promise<void> {
  const { values, positionals } = parse(argv);
  const [command, ...operands] = positionals;
  if (values.help) console.log(USAGE);
  else if (command === "list" && operands.length === 0) await list(values);
  else if (command === "create" && operands.length === 1) await create(operands[0] ?? "", values);
  else throw new UsageError(`unknown command\n\n${USAGE}`);
}

/** Prints each task as soon as its page has arrived. */
async function list({ status, json }: Options): Promise<void> {
  if (status !== undefined && !isKnown(TaskStatus, status))
    throw new UsageError(`there is no status ${status}`);
  for await (const task of new Copilot().tasks.list({ status })) {
    console.log(json ? JSON.stringify(task) : `${task.id}  ${task.status.padEnd(10)}  ${task.name}`);
  }
}

async function create(name: string, { client: email }: Options): Promise<void> {
  const copilot = new Copilot();
  const clientId = email === undefined ? undefined : await clientWith(copilot, email);
  const task = await copilot.tasks.create({ name, status: "todo", clientId });
  console.log(task.id);
}

async function clientWith(copilot: Copilot, email: string): Promise<string> {
  const [client] = await copilot.clients.list({ email }).toArray({ limit: 1 });
  if (client === undefined) throw new UsageError(`there is no client ${email}`);
  return client.id;
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${USAGE}`);
  }
}
