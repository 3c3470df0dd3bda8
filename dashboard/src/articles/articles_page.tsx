import { Plus } from "lucide-react";
import { useLocation, useParams } from "wouter";
import { Button } from "../parts/button";
import { Page } from "../parts/page";
import { Tabs } from "../parts/tabs";
import { ArticleList } from "./article_list";
import { ArticlePage, NewArticlePage } from "./article_page";
import styles from "./articles_page.module.css";
import { FilesMenu } from "./files_menu";
import { itemsIn, useUnanswered } from "./queries";
import { TestPanel } from "./test_panel";
import { UnansweredPanel } from "./unanswered_panel";

const PANELS = ["list", "unanswered", "test"] as const;
type Panel = (typeof PANELS)[number];

const PLACES: Record<Panel, string> = {
  list: "/articles",
  unanswered: "/articles/unanswered",
  test: "/articles/test",
};

/** The knowledge base: what visitors read and the bot answers from, what it lacks, and what the bot makes of it. */
export function ArticlesPage() {
  const { place, origin } = useParams<{ place?: string; origin?: string }>();
  if (place === "new") return <NewArticlePage key={origin ?? ""} origin={origin} />;
  const panel = place === undefined ? "list" : PANELS.find((name) => name === place);
  return panel ? <KnowledgeBase panel={panel} /> : <ArticlePage key={place} id={place ?? ""} />;
}

function KnowledgeBase({ panel }: { panel: Panel }) {
  const [, navigate] = useLocation();
  const tabs = [
    { name: "list", label: "All articles" },
    { name: "unanswered", label: "Unanswered questions", count: useUnansweredCount() },
    { name: "test", label: "Test a question" },
  ] as const;
  return (
    <Page
      title="Articles"
      about="What visitors read, and what the bot answers from."
      actions={
        <>
          <FilesMenu />
          <NewArticle />
        </>
      }
    >
      <Tabs tabs={tabs} label="Articles" value={panel} onChange={(name) => navigate(PLACES[name])}>
        {panel === "list" && <ArticleList />}
        {panel === "unanswered" && <UnansweredPanel />}
        {panel === "test" && <TestPlace />}
      </Tabs>
    </Page>
  );
}

function NewArticle() {
  const [, navigate] = useLocation();
  return (
    <Button tone="primary" onClick={() => navigate("/articles/new")}>
      <Plus size={15} aria-hidden="true" />
      New article
    </Button>
  );
}

function TestPlace() {
  return (
    <div className={styles.place}>
      <TestPanel />
    </div>
  );
}

function useUnansweredCount(): string | undefined {
  const { data, hasNextPage } = useUnanswered("count");
  const count = itemsIn(data).length;
  return data && count > 0 ? `${count}${hasNextPage ? "+" : ""}` : undefined;
}
