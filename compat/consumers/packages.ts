// Uses each package without the umbrella.
import { BillingClient, listInvoices, SubscriptionStatus } from "@copilot-sdk/billing";
import { type Contract, ContractsClient, type ContractTemplate } from "@copilot-sdk/contracts";
import { type Company, CrmClient, type Note } from "@copilot-sdk/crm";
import { type FileChannel, FilesClient } from "@copilot-sdk/files";
import { type FormResponse, FormsClient } from "@copilot-sdk/forms";
import { MessagingClient, type NotificationObject } from "@copilot-sdk/messaging";
import { type TaskComment, TasksClient } from "@copilot-sdk/tasks";
import { type InternalUser, WorkspaceClient } from "@copilot-sdk/workspace";
import { Copilot, type Invoice } from "copilot-sdk";

const options = { apiKey: "key", maxRetries: 3 } as const;

export async function billing(): Promise<readonly string[]> {
  const client = new BillingClient(options);
  const subscriptions = await client.subscriptions.list({ limit: 5 });
  const active = (subscriptions.data ?? []).filter(({ status }) => status === SubscriptionStatus.active);
  const { id } = await client.products.create({ name: "Retainer", status: "active" });
  return [...active.map((each) => each.id), id, listInvoices.path];
}

export async function crm(): Promise<readonly (Company | Note)[]> {
  const client = new CrmClient(options);
  const company = await client.companies.retrieve("company", { timeout: 1000 });
  const notes = await client.notes.list({ entityId: company.id, entityType: "company" });
  await client.companies.update(company.id, { name: `${company.name} Inc.` });
  return [company, ...(notes.data ?? [])];
}

export async function messaging(): Promise<NotificationObject | undefined> {
  const client = new MessagingClient(options);
  const channels = await client.messageChannels.list();
  const channelId = channels.data?.[0]?.id ?? "";
  await client.messages.send({ channelId, text: "Hello", senderId: "user" });
  for await (const notification of client.notifications.list()) return notification;
  return undefined;
}

export async function files(): Promise<readonly (FileChannel | string)[]> {
  const client = new FilesClient(options);
  const { data } = await client.fileChannels.list({ limit: 1 });
  const folder = await client.files.createFolder({ channelId: data?.[0]?.id ?? "", path: "Contracts" });
  const { id } = await client.files.upload(
    { channelId: folder.channelId ?? "", path: "a.txt" },
    { text: "content" },
  );
  return [...(data ?? []), id];
}

export async function forms(): Promise<readonly FormResponse[]> {
  const client = new FormsClient(options);
  const [form] = (await client.forms.list()).data ?? [];
  return (await client.formResponses.list(form?.id ?? "")).data ?? [];
}

export async function contracts(): Promise<readonly (Contract | ContractTemplate)[]> {
  const client = new ContractsClient(options);
  const templates = await client.contractTemplates.list();
  const sent = await client.contracts.list({ clientId: "client" });
  return [...(templates.data ?? []), ...(sent.data ?? [])];
}

export async function tasks(): Promise<readonly TaskComment[]> {
  const client = new TasksClient(options);
  const task = await client.tasks.create({ name: "Call", status: "todo" });
  return (await client.taskComments.list({ taskId: task.id })).data ?? [];
}

export async function workspace(): Promise<readonly InternalUser[]> {
  const client = new WorkspaceClient(options);
  const { id, brandName } = await client.workspaces.retrieve({ timeout: 100 });
  const { givenName } = await client.currentUser.retrieve();
  console.log(id, brandName, givenName);
  return client.internalUsers.list().toArray({ limit: 10 });
}

/** Types of a package and of the umbrella are the same. */
export const fromPackage = async (): Promise<Invoice> => new BillingClient(options).invoices.retrieve("in_1");
export const resource: BillingClient["invoices"] = new Copilot(options).invoices;
