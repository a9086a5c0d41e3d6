// A technique's family, and who uses it
// The technique, what it is a kind of, what is a kind of it or of the same kind, and the papers that use or introduce each.
// :param technique => 'DPO' | string | the technique's name | 'RLHF'
// :param limit => 100 | integer | most rows | 30
MATCH (t:Technique {name: $technique})
MATCH (member:Technique)
WHERE member = t OR member.name IN t.broader OR t.name IN member.broader OR any(kind IN t.broader WHERE kind IN member.broader)
OPTIONAL MATCH path = (paper:Paper)-[r:USES_TECHNIQUE|INTRODUCES]->(member)
RETURN path, member.name AS member, type(r) AS relation, paper.title AS paper, paper.year AS year
ORDER BY member, relation, paper
LIMIT $limit
