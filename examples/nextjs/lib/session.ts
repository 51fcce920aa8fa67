import { Copilot, NotFoundError, type Task } from "copilot-sdk";
import { SessionTokenError } from "copilot-sdk/session";

/** The user who opened the app. */
export interface User {
  readonly name: string;
  tasks(): Promise<readonly Task[]>;
  createTask(name: string): Promise<Task>;
}

/**
 * Finds out who opened the app. Undefined if the token is not valid, or no longer.
 *
 * The key is read from COPILOT_API_KEY when a session is opened, so `next build` needs none.
 */
export async function openSession(token: string | undefined): Promise<User | undefined> {
  try {
    const copilot = await Copilot.fromSession(token);
    const { clientId, companyId, internalUserId } = copilot.session;
    // Tokens are not signed: the API confirms who the user is.
    if (clientId !== undefined) {
      const { givenName } = await copilot.clients.retrieve(clientId);
      return userOf(copilot, givenName, { clientId, companyId });
    }
    if (internalUserId !== undefined) {
      const { givenName } = await copilot.internalUsers.retrieve(internalUserId);
      return userOf(copilot, givenName, { internalUserId });
    }
  } catch (error) {
    if (error instanceof SessionTokenError) console.warn(`session refused: ${error.code}`);
    else if (!(error instanceof NotFoundError)) throw error;
  }
  return undefined;
}

interface Assignee {
  readonly clientId?: string;
  readonly companyId?: string | undefined;
  readonly internalUserId?: string;
}

function userOf(copilot: Copilot, name: string, assignee: Assignee): User {
  return {
    name,
    tasks: async () => (await copilot.tasks.list(assignee)).data,
    createTask: (task) => copilot.tasks.create({ name: task, status: "todo", ...assignee }),
  };
}
