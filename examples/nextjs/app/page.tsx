import type { ReactNode } from "react";
import { openSession } from "../lib/session";
import { TaskForm } from "./task-form";

interface Props {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

/** The tasks of the user who opened the app. The dashboard and the portal open it with `?token=…`. */
export default async function Page({ searchParams }: Props): Promise<ReactNode> {
  const { token } = await searchParams;
  const user = typeof token === "string" ? await openSession(token) : undefined;
  if (user === undefined) return <p>Open this app from the dashboard or the portal.</p>;
  const tasks = await user.tasks();
  return (
    <main>
      <h1>Tasks of {user.name}</h1>
      <ul>
        {tasks.map(({ id, name, status }) => (
          <li key={id}>
            {name} ({status})
          </li>
        ))}
      </ul>
      <TaskForm token={String(token)} />
    </main>
  );
}
