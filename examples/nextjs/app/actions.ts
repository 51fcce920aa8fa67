"use server";

import { APIError } from "copilot-sdk";
import { revalidatePath } from "next/cache";
import { openSession } from "../lib/session";

/** What the form shows after an attempt. */
export interface FormState {
  readonly message?: string;
}

/** Anyone can send this request, so the session is checked again. */
export async function createTask(_: FormState, form: FormData): Promise<FormState> {
  const name = textOf(form, "name").trim();
  if (name === "") return { message: "The task needs a name." };
  const user = await openSession(textOf(form, "token"));
  if (user === undefined) return { message: "Your session is over. Open the app again." };
  try {
    await user.createTask(name);
  } catch (error) {
    if (!(error instanceof APIError)) throw error;
    console.error(error);
    return { message: "The task was not created. Try again." };
  }
  revalidatePath("/");
  return { message: "Created." };
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
