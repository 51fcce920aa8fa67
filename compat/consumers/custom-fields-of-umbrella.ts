// Custom fields of a workspace, declared once by a consumer of the whole SDK.
import { type Client, Copilot, type CreateClientParams } from "copilot-sdk";

declare module "copilot-sdk" {
  interface CustomFieldValues {
    accountNumber?: number;
    tags?: string[];
  }
}

export function accountNumber(client: Client): number | undefined {
  return client.customFields?.accountNumber;
}

// @ts-expect-error An account number is a number.
export const wrong: CreateClientParams["customFields"] = { accountNumber: "1042" };

export async function tag(id: string): Promise<readonly string[]> {
  const params = { customFields: { tags: ["vip"], undeclared: "as before" } };
  const client = await new Copilot().clients.update(id, params);
  return client.customFields?.tags ?? [];
}
