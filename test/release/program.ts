// A consumer's program that compiles and runs with every version of the packages, starting with the first.
import { TasksClient } from "@copilot-sdk/tasks";
import { Copilot, isKnown, TaskStatus } from "copilot-sdk";

/** The user agents sent to the server. */
const agents = new Set<string | undefined>();
const options = {
  fetch(url: string, init?: RequestInit): Promise<Response> {
    agents.add(new Headers(init?.headers).get("user-agent")?.replace(/ \(node [\d.]+\)$/, ""));
    return fetch(url, init);
  },
};

const copilot = new Copilot(options);
const { data } = await copilot.tasks.list({ limit: 2 });
const known = data.every(({ status }) => status === undefined || isKnown(TaskStatus, status));
console.log(`${data.length} tasks, all known: ${known}`);

const task = await new TasksClient(options).tasks.retrieve(data[0]?.id ?? "");
console.log(`retrieved ${typeof task.id}`);
console.log(`called as ${[...agents].join(" and ")}`);
