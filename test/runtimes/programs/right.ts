// Correct code, which must compile and run unchanged.
import { Copilot } from "copilot-sdk";

const copilot = new Copilot();
const clientId = "8d0a7a25-5c1f-4f6b-9a43-0c8d3f5d2e11";
const taskId = "2f5c2b57-7a8e-4c1d-8a7f-6f0f5b6f4c22";

// The id is required: its type does not include undefined.
const client = await copilot.clients.retrieve(clientId);
const id: string = client.id;
console.log("id", typeof id);

// A custom field with any key can be read.
const accountNumber = client.customFields?.accountNumber;
console.log("custom field read", client.customFields === undefined || accountNumber !== null);

// Custom fields are written as an object.
const updated = await copilot.clients.update(clientId, {
  customFields: { accountNumber: 1042, tags: ["vip"], phoneNumber: "+15035550142" },
});
console.log("custom fields written", updated.object);

// A client belongs to companies.
const moved = await copilot.clients.update(clientId, { companyIds: [client.companyId] });
console.log("company ids", moved.object);

// A limit is a number.
const payments = await copilot.payments.list({ limit: 10 });
console.log("payments", payments.data.length);

// A list of invoices continues after a page.
const invoices = await copilot.invoices.list({ limit: 10 });
const { nextToken } = invoices;
const more = await copilot.invoices.list({ limit: 10, nextToken });
console.log("invoices", invoices.data.length, more.data.length);

// A task has viewers.
const task = await copilot.tasks.update(taskId, { viewers: [{ companyId: client.companyId }] });
console.log("viewers", task.object);

// A new file has an upload URL.
const file = await copilot.files.create({ channelId: "channel", path: "reports/may.pdf" });
const uploadUrl: string | undefined = file.uploadUrl;
console.log("upload", typeof uploadUrl);

// A page of task templates has its data.
const templates = await copilot.taskTemplates.list();
console.log("task templates", templates.data.length);
