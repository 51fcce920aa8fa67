import { BadRequestException, Body, Controller, Get, Param, Post } from "@nestjs/common";
import type { Task } from "copilot-sdk";
import { TasksService } from "./tasks.service";

@Controller("clients/:clientId/tasks")
export class TasksController {
  constructor(private readonly tasks: TasksService) {}

  @Get()
  list(@Param("clientId") clientId: string): Promise<Task[]> {
    return this.tasks.openTasksOf(clientId);
  }

  @Post()
  create(@Param("clientId") clientId: string, @Body("name") name: unknown): Promise<Task> {
    if (typeof name !== "string" || name.trim() === "") throw new BadRequestException("name is required");
    return this.tasks.create(clientId, name);
  }
}
