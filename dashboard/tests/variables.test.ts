import { describe, expect, it } from "vitest";
import { sampleOf } from "../src/canned_responses/samples";
import { articleVariable, segmentsOf, variableProblem, variablesIn } from "../src/canned_responses/variables";

const KNOWN = ["visitor_name", "visitor_first_name", "agent_name"];

describe("the variables of a text", () => {
  it("are found with or without blanks inside the braces, each once, in order", () => {
    expect(variablesIn("Hi {{visitor_name}}, I am {{ agent_name }}. {{visitor_name}}!")).toEqual([
      "visitor_name",
      "agent_name",
    ]);
  });

  it("are none where there is only one brace", () => {
    expect(variablesIn("a {b} c")).toEqual([]);
  });

  it.each(["", "plain", "{{a}}", "x{{a}}{{b}}y", "{{{a}}}", "{{a}", "}}{{", "one\n{{a}}\n"])(
    "cut %j into segments that put together are the text again",
    (body) => {
      const segments = segmentsOf(body);
      expect(segments.map(({ text }) => text).join("")).toBe(body);
      expect(segments.every(({ text }) => text !== "")).toBe(true);
    },
  );
});

describe("what is wrong with the variables", () => {
  it.each(["Hello", "Hello {{visitor_name}}", "{{ agent_name }}", "if (a) { b }"])("is nothing in %j", (body) => {
    expect(variableProblem(body, KNOWN)).toBeNull();
  });

  it("names the unknown one, and the one that may be meant", () => {
    expect(variableProblem("Hi {{vistor_name}}", KNOWN)).toBe(
      "{{vistor_name}} is not a variable. Did you mean {{visitor_name}}?",
    );
  });

  it("suggests nothing that is far away", () => {
    expect(variableProblem("{{order_number}}", KNOWN)).toBe("{{order_number}} is not a variable.");
  });

  it.each(["Hi {{visitor_name", "Hi visitor_name}}", "Hi {{visitor_name} there"])("is the torn brace of %j", (body) => {
    expect(variableProblem(body, KNOWN)).toBe("A variable begins with {{ and ends with }}.");
  });

  it("is a variable without a name", () => {
    expect(variableProblem("Hi {{ }}", KNOWN)).toBe("There is no name between {{ and }}.");
  });
});

describe("the preview's samples", () => {
  it("take the writer's own name", () => {
    expect(sampleOf("agent_name", "Ana Putri")).toBe("Ana Putri");
    expect(sampleOf("agent_first_name", "Ana Putri")).toBe("Ana");
  });

  it("quote an article by its title and its page, as the slug tells them", () => {
    expect(sampleOf(articleVariable("gift-cards"), "Ana Putri")).toBe("Gift cards: https://…/gift-cards/page");
    expect(variableProblem(`See {{${articleVariable("gift-cards")}}}`, KNOWN)).toBeNull();
  });

  it("say what a variable stands for where there is no sample", () => {
    expect(sampleOf("order_number", "Ana Putri")).toBe("order number");
  });
});
