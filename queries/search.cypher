// Search names and titles
// Full-text search, best hits first; words, "phrases", prefix* and fuzzy~ as Lucene writes them.
// :param text => 'instruction tuning' | string | what to look for | 'video*'
// :param limit => 30 | integer | most rows | 10
CALL db.index.fulltext.queryNodes('names_and_titles', $text) YIELD node, score
RETURN node.name AS name, labels(node) AS kind, node.year AS year, node.id AS id, round(score, 3) AS score
ORDER BY score DESC, name, id
LIMIT $limit
