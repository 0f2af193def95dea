"""Baseline for bench/corpus.ts: scikit-learn's TF-IDF and logistic regression on the same texts. Reads JSON on stdin, writes JSON on stdout."""
import json
import sys
import time

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline, make_union

data = json.load(sys.stdin)
texts = [row["text"] for row in data["training"]]
labels = [row["label"] for row in data["training"]]


def model():
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    runs = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=2, sublinear_tf=True)
    return make_pipeline(make_union(words, runs), LogisticRegression(C=30, max_iter=1000))


def timed(work):
    begin = time.perf_counter()
    result = work()
    return (time.perf_counter() - begin) * 1000, result


train_ms, trained = timed(lambda: model().fit(texts, labels))
folds_ms, _ = timed(
    lambda: cross_val_predict(model(), texts, labels, cv=StratifiedKFold(5, shuffle=True, random_state=1))
)
classify_ms, _ = timed(lambda: trained.predict_proba(data["questions"]))
scores = trained.predict_proba([row["text"] for row in data["heldOut"]]).tolist()
json.dump(
    {
        "trainMs": train_ms,
        "foldsMs": folds_ms,
        "classifyMs": classify_ms,
        "scores": [
            sorted(({"name": n, "score": s} for n, s in zip(trained.classes_, row)), key=lambda one: -one["score"])
            for row in scores
        ],
    },
    sys.stdout,
)
