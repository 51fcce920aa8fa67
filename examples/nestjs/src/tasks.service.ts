import { Injectable } from "@nestjs/common";
import { Copilot, type Task } from "copilot-sdk";

@Injectable()
export class TasksService {
  constructor(private readonly copilot: Copilot) {}

  openTasksOf(clientId: string): Promise<Task[]> {
    return this.copilot.tasks.list({ clientId, status: "todo" }).toArray();
  }

  create(clientId: string, name: string): Promise<Task> {
    return this.copilot.tasks.create({ name, status: "todo", clientId });
  }
}
