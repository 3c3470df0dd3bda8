"""The knowledge base as agents write it and try it out, in the browser."""

import re
from collections.abc import Iterator
from uuid import uuid4

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from local.demo import BOT_WIDGET_TOKEN
from local.testing import RunningStack, wait_for
from tests.e2e.axe import grave_findings
from tests.e2e.pages import DESKTOP, DashboardPage, WidgetPage, somebody
from tests.e2e.people import Json, Person, new_visitor, start
from tests.e2e.team import Team

PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def team(http: httpx.Client, stack: RunningStack) -> Team:
    return Team(http, stack)


@pytest.fixture(scope="module")
def desk(browser: Browser, stack: RunningStack, team: Team) -> Iterator[Page]:
    with somebody(browser) as page:
        DashboardPage(page, stack, team.ana.email)
        yield page


@pytest.fixture
def articles(desk: Page, stack: RunningStack) -> Iterator["ArticlesPage"]:
    desk.set_viewport_size(DESKTOP)
    yield ArticlesPage(desk, stack)
    desk.keyboard.press("Escape")


class ArticlesPage:
    def __init__(self, page: Page, stack: RunningStack) -> None:
        self.page = page
        self.site = stack.url("Site")
        self.go("")

    def go(self, place: str) -> None:
        self.page.goto(f"{self.site}/#/articles{place}")

    def row(self, title: str) -> Locator:
        return self.page.get_by_role("list", name="Articles").get_by_role("link", name=re.compile(re.escape(title)))

    def press(self, button: str) -> None:
        self.page.get_by_role("button", name=button, exact=True).click()

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).fill(text)

    def ask(self, question: str) -> None:
        self.fill("A visitor’s question", question)
        self.press("Ask")

    def ask_what_is_being_learned(self, question: str, title: str, team: Team) -> None:
        """For some time after something was saved, the page asks again by itself; a slow machine learns later."""
        self.ask(question)
        wait_for(lambda: answers_from(team, question, title))
        if self.page.get_by_text("The bot learns it within seconds").count() == 0:
            self.press("Ask")
        expect(self.page.get_by_role("heading", name=re.compile("^The bot answers"))).to_be_visible()

    def question(self, text: str) -> Locator:
        return self.page.get_by_role("list", name="Unanswered questions").get_by_role("listitem").filter(has_text=text)

    def says(self, sentence: str) -> None:
        expect(self.page.get_by_text(sentence).first).to_be_visible()


def written(team: Team, **fields: object) -> Json:
    article: Json = team.ana.person.post("/articles", {"published": True, **fields}).json()
    return article


def answers_from(team: Team, question: str, title: str) -> bool:
    found: Json = team.ana.person.post("/articles/ask", {"question": question}).json()
    return found["would_answer"] and found["sources"][0]["title"] == title


def stored(team: Team, article_id: str) -> Json:
    article: Json = team.ana.person.get(f"/articles/{article_id}").json()
    return article


def test_what_is_written_and_published_is_answered_from(articles: ArticlesPage, team: Team) -> None:
    title = f"Grinding for an ibrik {uuid4().hex[:6]}"
    page = articles.page
    articles.press("New article")
    articles.press("Publish")
    articles.says("Enter a title")
    expect(page.get_by_label("Title", exact=True)).to_be_focused()
    articles.fill("Title", title)
    page.get_by_label("Text", exact=True).fill("Grind for the **ibrik** as fine as flour.\n\n<script>alert(1)</script>")
    preview = page.get_by_role("region", name="Preview")
    expect(preview.locator("strong")).to_have_text("ibrik")
    expect(preview).to_contain_text("<script>alert(1)</script>")
    page.get_by_role("textbox", name="Other ways to ask it").fill("how fine for turkish coffee in an ibrik")
    page.keyboard.press("Enter")
    articles.fill("Tags optional", "ibrik,")
    articles.press("Publish")
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    assert grave_findings(page) == []

    articles.press("Test a question")
    articles.ask_what_is_being_learned("How fine do I grind for an ibrik?", title, team)
    trial = page.get_by_role("region", name="What the bot would do")
    expect(trial.get_by_role("listitem").first.get_by_role("link", name=title)).to_be_visible()
    expect(trial.get_by_role("img", name=re.compile(r"^Confidence \d+%, threshold 65%$"))).to_be_visible()
    assert grave_findings(page) == []
    page.keyboard.press("Escape")

    page.get_by_role("link", name="Articles", exact=True).last.click()
    articles.fill("Tag", "ibrik")
    page.keyboard.press("Enter")
    expect(articles.row(title)).to_contain_text("Published")
    expect(page.get_by_role("list", name="Articles").get_by_role("listitem")).to_have_count(1)
    articles.fill("Tag", "")


def test_a_request_for_a_person_is_told_as_such(articles: ArticlesPage) -> None:
    articles.page.goto(f"{articles.site}/#/inbox/mine")
    articles.page.keyboard.press("5")
    expect(articles.page.get_by_role("heading", name="Articles", level=1)).to_be_visible()
    articles.page.keyboard.press("Control+k")
    articles.page.keyboard.type("Test a question")
    articles.page.keyboard.press("Enter")
    articles.ask("I want to talk to a person")
    articles.says("The bot calls for a person")
    articles.says("The visitor asks for a person.")


def test_what_had_no_answer_becomes_an_example_with_a_click_and_is_answered_the_next_time(
    articles: ArticlesPage, stack: RunningStack, http: httpx.Client, team: Team
) -> None:
    question = "Do you repair bicycles on Mars?"
    page = articles.page
    unanswered(stack, http, team, question)
    articles.go("/unanswered")
    expect(page.get_by_role("tab", name=re.compile(r"^Unanswered questions ?\d+"))).to_be_visible()
    row = articles.question(question)
    expect(row).to_contain_text("Asked once")
    assert grave_findings(page) == []
    nearest = row.get_by_role("link").last.inner_text()
    row.get_by_role("button", name="Add as an example to ").click()
    articles.says(f"“{nearest}” answers it from now on.")
    expect(articles.question(question)).to_have_count(0)

    articles.go("/test")
    articles.ask_what_is_being_learned(question, nearest, team)
    answer = wait_for(lambda: answer_of_the_bot(stack, http, question))
    assert answer["sources"][0]["title"] == nearest
    assert question in stored(team, answer["sources"][0]["article_id"])["examples"]


def test_what_had_no_answer_is_given_to_another_article_or_one_is_written(
    articles: ArticlesPage, stack: RunningStack, http: httpx.Client, team: Team
) -> None:
    given, missing = "Can your robots paint my garden shed?", "Who won the football match yesterday?"
    article = written(team, title="Odd jobs that we take on", body="Write to us.")
    page = articles.page
    for question in (given, missing):
        unanswered(stack, http, team, question)
    articles.go("/unanswered")
    articles.question(given).get_by_role("button", name=re.compile(r"^(Another|Add to an) article…$")).click()
    page.get_by_role("combobox", name="Choose the article that answers it").fill("odd jobs")
    # The list shrinks when it has been found, and would do so under the pointer.
    expect(page.get_by_role("option")).to_have_count(1)
    page.get_by_role("option", name=re.compile("^Odd jobs that we take on"), selected=True).click()
    articles.says("“Odd jobs that we take on” answers it from now on.")
    assert stored(team, article["id"])["examples"] == [given]

    articles.question(missing).get_by_role("button", name="Write an article").click()
    expect(page.get_by_label("Title", exact=True)).to_have_value(missing)
    articles.press("Save as draft")
    expect(page.get_by_role("heading", name=missing, level=1)).to_be_visible()
    wait_for(lambda: not open_questions(team, missing))


def asked_of_the_bot(stack: RunningStack, http: httpx.Client, name: str, question: str) -> tuple[Person, str]:
    visitor = new_visitor(http, stack, name, BOT_WIDGET_TOKEN)
    return visitor, start(visitor, question)


def answer_of_the_bot(stack: RunningStack, http: httpx.Client, question: str) -> Json | None:
    """To somebody new. None while it calls for a person: it answers from what it knew some seconds ago."""
    visitor, conversation = asked_of_the_bot(stack, http, "Bagus", question)

    def replies() -> list[Json]:
        """Without its greeting."""
        metadata = [message["metadata"] or {} for message in visitor.log(conversation)[1:]]
        return [one for one in metadata if one.get("answer") or one.get("event")]

    answer: Json | None = wait_for(replies)[0].get("answer")
    return answer


def unanswered(stack: RunningStack, http: httpx.Client, team: Team, question: str) -> None:
    asked_of_the_bot(stack, http, "Dewi", question)
    wait_for(lambda: open_questions(team, question))


def open_questions(team: Team, question: str) -> list[Json]:
    items: list[Json] = team.ana.person.get("/unanswered-questions").json()["items"]
    return [one for one in items if question in one["samples"]]


def test_what_visitors_say_of_an_article_is_counted_at_the_desk_and_may_change(
    articles: ArticlesPage, browser: Browser, stack: RunningStack, team: Team
) -> None:
    question = "How long does delivery take?"
    wait_for(lambda: team.ana.person.post("/articles/ask", {"question": question}).json()["would_answer"], 60)
    with somebody(browser) as page:
        WidgetPage(page, stack, BOT_WIDGET_TOKEN).write(question)
        card = page.get_by_role("button", name=re.compile("^From: "))
        title = card.inner_text().removeprefix("From: ")
        [known] = [one for one in team.ana.person.get("/articles", q=title).json()["items"] if one["title"] == title]
        card.click()
        vote = page.get_by_role("group", name="Was this article helpful?")
        yes, no = (vote.get_by_role("button", name=name) for name in ("Yes", "No"))
        yes.click()
        expect(vote.get_by_role("status")).to_have_text("Thank you for telling us.")
        expect(yes).to_have_attribute("aria-pressed", "true")
        assert grave_findings(page) == []
        counted = stored(team, known["id"])
        assert (counted["helpful"], counted["unhelpful"]) == (known["helpful"] + 1, known["unhelpful"])

        page.route("**/vote", lambda route: route.abort())
        no.click()
        expect(vote.get_by_role("status")).to_contain_text("The server cannot be reached.")
        expect(yes).to_have_attribute("aria-pressed", "true")
        page.unroute("**/vote")
        no.click()
        expect(vote.get_by_role("status")).to_have_text("Thank you for telling us.")
    articles.page.reload()
    figures = articles.page.get_by_role("list", name="Articles").get_by_role("listitem").filter(has_text=title)
    expect(figures.get_by_text("not helpful")).to_have_count(1)
    expect(figures).to_contain_text(f"{known['unhelpful'] + 1}not helpful")
    expect(figures).to_contain_text(f"{known['helpful']}helpful")


def test_a_colleague_who_was_quicker_is_not_overwritten_unasked(articles: ArticlesPage, team: Team) -> None:
    article = written(team, title=f"Opening hours {uuid4().hex[:6]}", body="From nine to five.", published=False)
    page = articles.page
    articles.go(f"/{article['id']}")
    articles.fill("Text", "From ten to six.")
    team.budi.person.patch(f"/articles/{article['id']}", {"tags": ["shop"]})
    articles.press("Save")
    wait_for(lambda: stored(team, article["id"])["body"] == "From ten to six.")
    assert stored(team, article["id"])["tags"] == ["shop"]
    expect(page.get_by_text("Unsaved changes")).to_have_count(0)
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_focused()

    articles.fill("Text", "From ten to seven.")
    team.budi.person.patch(f"/articles/{article['id']}", {"body": "From eight to four."})
    articles.press("Save")
    articles.says("Budi Santoso has changed the text meanwhile. Yours is not saved yet.")
    assert stored(team, article["id"])["body"] == "From eight to four."
    assert grave_findings(page) == []
    articles.press("Save mine over it")
    wait_for(lambda: stored(team, article["id"])["body"] == "From ten to seven.")


def test_what_is_not_saved_waits_in_the_article(articles: ArticlesPage, team: Team) -> None:
    article = written(team, title=f"Gift cards {uuid4().hex[:6]}", body="Any amount.")
    articles.go(f"/{article['id']}")
    articles.fill("Text", "Any amount, for two years.")
    articles.says("Unsaved changes")
    articles.go("")
    expect(articles.row(article["title"])).to_contain_text("unsaved changes")
    articles.row(article["title"]).click()
    expect(articles.page.get_by_label("Text", exact=True)).to_have_value("Any amount, for two years.")
    articles.press("More actions")
    articles.page.get_by_role("menuitem", name="Unpublish").click()
    wait_for(lambda: not stored(team, article["id"])["published"])
    assert stored(team, article["id"])["body"] == "Any amount."
    articles.says("Draft")
    expect(articles.page.get_by_label("Text", exact=True)).to_have_value("Any amount, for two years.")
    articles.press("More actions")
    articles.page.get_by_role("menuitem", name="Discard the unsaved changes").click()
    expect(articles.page.get_by_label("Text", exact=True)).to_have_value("Any amount.")


def test_files_are_imported_and_their_mistakes_are_told_by_file_and_field(articles: ArticlesPage, team: Team) -> None:
    slug = f"decaf-{uuid4().hex[:6]}"
    page = articles.page

    def choose(content: str) -> None:
        file = {"name": "decaf.md", "mimeType": "text/markdown", "buffer": content.encode()}
        page.get_by_label("Files of articles").set_input_files(file)  # type: ignore[arg-type]

    articles.press("Import and export")
    page.get_by_role("menuitem", name="Import files…").click()
    choose(f"---\ntitle: Decaf\nslug: {slug}\nlocale: not a language\n---\n\nBy water alone.")
    wrong = page.get_by_role("region", name="What is wrong")
    expect(wrong.get_by_role("listitem")).to_contain_text("decaf.md")
    expect(wrong.get_by_role("listitem")).to_contain_text("locale")
    assert grave_findings(page) == []
    choose(f"---\ntitle: Decaf\nslug: {slug}\npublished: true\n---\n\nBy water alone.")
    articles.says("1 new.")
    articles.press("Done")
    expect(articles.row("Decaf").first).to_be_visible()
    articles.press("Import and export")
    with page.expect_download() as download:
        page.get_by_role("menuitem", name="Export a table (.csv)").click()
    assert slug in download.value.path().read_text()


def test_an_article_is_chosen_to_be_quoted_in_a_canned_response(articles: ArticlesPage) -> None:
    page = articles.page
    page.goto(f"{articles.site}/#/canned-responses")
    articles.press("New response")
    text = page.get_by_role("dialog").get_by_label("Text", exact=True)
    text.fill("Please read ")
    articles.press("Quote an article")
    page.get_by_placeholder("Search the articles").fill("store coffee")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(text).to_have_value(re.compile(r"^Please read \{\{article:[a-z-]+\}\}$"))
    expect(text).to_be_focused()
    expect(page.get_by_role("region", name="Preview")).to_contain_text("/page")


def test_the_list_has_nothing_grave_at_a_desk_and_on_a_phone(articles: ArticlesPage) -> None:
    expect(articles.page.get_by_role("list", name="Articles").get_by_role("link").first).to_be_visible()
    assert grave_findings(articles.page) == []
    articles.page.set_viewport_size(PHONE)
    assert grave_findings(articles.page) == []
