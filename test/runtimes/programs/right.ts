// Correct code, which must compile and run unchanged.
import { Copilot } from "copilot-sdk";

const copilot = new Copilot();
const clientId = "9b1f0a4e-3c7d-4e52-a8f6-1d2b3c4e5f60";
const channelId = "us-east-1_Kq4vT8ZpL/6e1f3c52-8a0d-4b7e-9c35-2f4d1b7a9e10";
const taskId = "6d4f2b0a-8e1c-4937-b5d9-f7e5c3a10286";

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
const file = await copilot.files.create({ channelId, path: "reports/may.pdf" });
const uploadUrl: string | undefined = file.uploadUrl;
console.log("upload", typeof uploadUrl);

// A page of task templates has its data.
const templates = await copilot.taskTemplates.list();
console.log("task templates", templates.data.length);
