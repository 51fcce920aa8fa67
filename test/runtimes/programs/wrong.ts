// Incorrect code: the line below each comment must not compile. It is never run.
import { Copilot } from "copilot-sdk";

const copilot = new Copilot();
const client = await copilot.clients.retrieve("8d0a7a25-5c1f-4f6b-9a43-0c8d3f5d2e11");

// @ts-expect-error There is no such status.
export const isNonsense = client.status === "nonsense";

// @ts-expect-error A client cannot be created from an empty object.
export const created = copilot.clients.create({});

// @ts-expect-error There is no such status.
export const tasks = copilot.tasks.list({ status: "not-a-status" });

// @ts-expect-error An invoice is retrieved by its id.
export const invoice = copilot.invoices.retrieve({});

// @ts-expect-error There is no such type of file.
export const file = copilot.files.createLegacy({ channelID: "channel", type: "banana" });
