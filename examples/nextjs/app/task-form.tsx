"use client";

import { type ReactNode, useActionState } from "react";
import { createTask } from "./actions";

/** Creates a task. It also works before its JavaScript is loaded. */
export function TaskForm({ token }: { readonly token: string }): ReactNode {
  const [{ message }, action, isPending] = useActionState(createTask, {});
  return (
    <form action={action}>
      <input type="hidden" name="token" value={token} />
      <input name="name" aria-label="Name of the task" required maxLength={255} />
      <button type="submit" disabled={isPending}>
        Create
      </button>
      <output>{message}</output>
    </form>
  );
}
