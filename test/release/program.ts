// A consumer's program: it compiles and runs with every version of the packages from the first on.
import { TasksClient } from "@copilot-sdk/tasks";
import { Copilot, isKnown, TaskStatus } from "copilot-sdk";

const copilot = new Copilot();
const { data } = await copilot.tasks.list({ limit: 2 });
const known = data.every(({ status }) => status === undefined || isKnown(TaskStatus, status));
console.log(`${data.length} tasks, all known: ${known}`);

const task = await new TasksClient().tasks.retrieve(data[0]?.id ?? "");
console.log(`retrieved ${typeof task.id}`);
