// What came new since a year
// Papers from that year on with what they introduce.
// :param since => 2024 | integer | the year | 2023
// :param limit => 100 | integer | most rows | 30
MATCH (p:Paper)
WHERE p.year >= $since
WITH p
ORDER BY p.year DESC, p.name, p.id
LIMIT $limit
OPTIONAL MATCH path = (p)-[:INTRODUCES]->(thing)
RETURN path, p.name AS paper, p.year AS year, thing.name AS introduces
ORDER BY year DESC, paper, p.id, introduces
