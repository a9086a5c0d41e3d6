// With whom an author writes
// The author's papers and the other people on them.
// :param author => 'Haotian Liu' | string | the author's name | 'Chunyuan Li'
// :param limit => 100 | integer | most rows | 30
MATCH (a:Author {name: $author})
MATCH path = (a)<-[:AUTHORED_BY]-(p:Paper)-[:AUTHORED_BY]->(other:Author)
RETURN path, other.name AS coauthor, p.name AS paper, p.year AS year
ORDER BY coauthor, other.id, year, paper
LIMIT $limit
