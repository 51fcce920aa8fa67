import { defineConfig } from "@copilot-sdk/generator";
import { mcp } from "@copilot-sdk/generator-mcp";
import { msw } from "@copilot-sdk/generator-msw";

/** Everything about generating this API that its document cannot say. */
export default defineConfig({
  documents: ["openapi.yaml", "shared.yaml", "sessions.yaml", "webhooks.yaml", "resources/*.yaml"],
  output: "../packages",
  strict: true,
  bundle: "../.wire/openapi.json",
  errorBody: "ErrorBody",
  scope: "@copilot-sdk",
  environment: "COPILOT",
  runtime: "workspace",
  mock: "@copilot-sdk/mock",
  manifest: {
    license: "MIT",
    workspace: true,
  },
  packages: {
    crm: {
      client: "CrmClient",
      description: "Clients, companies, notes and custom fields of the Copilot API.",
      resources: ["clients", "companies", "customFieldOptions", "customFields", "notes"],
    },
    messaging: {
      client: "MessagingClient",
      description: "Messages, message channels and notifications of the Copilot API.",
      resources: ["messageChannels", "messages", "notifications"],
    },
    billing: {
      client: "BillingClient",
      description: "Invoices, payments, products, prices and subscriptions of the Copilot API.",
      resources: [
        "invoiceTemplates",
        "invoices",
        "payments",
        "prices",
        "products",
        "refunds",
        "subscriptionTemplates",
        "subscriptions",
      ],
    },
    files: {
      client: "FilesClient",
      description: "Files, folders, links and file channels of the Copilot API.",
      resources: ["fileChannels", "files"],
    },
    forms: {
      client: "FormsClient",
      description: "Forms and form responses of the Copilot API.",
      resources: ["formResponses", "forms"],
    },
    contracts: {
      client: "ContractsClient",
      description: "Contracts and contract templates of the Copilot API.",
      resources: ["contractTemplates", "contracts"],
    },
    tasks: {
      client: "TasksClient",
      description: "Tasks, task templates and task comments of the Copilot API.",
      resources: ["taskComments", "taskTemplates", "tasks"],
    },
    workspace: {
      client: "WorkspaceClient",
      description: "The workspace, its internal users, apps and audit log in the Copilot API.",
      resources: [
        "appConnections",
        "appInstalls",
        "auditLog",
        "currentUser",
        "internalUsers",
        "webhookEvents",
        "workspaces",
      ],
    },
  },
  features: [mcp(), msw()],
  release: { snapshot: "released.json", changesets: "../.changeset" },
  naming: "tags",
  names: {
    // As they are they would hide the types of the platform with the same names.
    types: { File: "FileObject", Notification: "NotificationObject" },
  },
  webhooks: {
    folder: "webhooks",
    description: "Every event that the Copilot API sends to a webhook, as one union.",
  },
  umbrella: {
    folder: "copilot-sdk",
    name: "copilot-sdk",
    client: "Copilot",
    description: "The Copilot API as one typed client that keeps to the rate limit.",
  },
});
