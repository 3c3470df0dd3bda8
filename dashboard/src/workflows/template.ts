import type { Department, WrittenDefinition } from "@frontdesk/widget/client";

export const NEW_NAME = "New workflow";

/** What a new workflow begins with: each kind of step once, and it can be saved as it is. */
export function templateFor(departments: readonly Department[]): WrittenDefinition {
  const [department] = departments;
  const people: WrittenDefinition = department
    ? { type: "route", to: "department", department_id: department.id }
    : { type: "end", resolve: false };
  return {
    start: "hello",
    steps: {
      hello: { type: "message", text: "Hi {{visitor_name|there}}!", next: "topic" },
      topic: {
        type: "choice",
        text: "What can we do for you?",
        attribute: "topic",
        choices: [
          { value: "question", label: "I have a question", next: "bot" },
          { value: "order", label: "About my order", next: "order_number" },
          { value: "problem", label: "Something went wrong", next: "story" },
        ],
      },
      bot: { type: "route", to: "bot" },
      order_number: {
        type: "question",
        kind: "number",
        text: "What is the number of your order?",
        attribute: "order_number",
        whole: true,
        next: "people",
      },
      people,
      story: { type: "question", kind: "text", text: "I am sorry to hear that. What happened?", next: "email" },
      email: {
        type: "question",
        kind: "email",
        text: "Where may we answer you?",
        attribute: "email",
        next: "ticket",
      },
      ticket: { type: "ticket", category: "problem" },
    },
  };
}
