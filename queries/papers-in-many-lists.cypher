// Papers that several lists have
// The papers that the lists agree to be worth reading.
// :param lists => 2 | integer | in at least so many lists | 3
// :param limit => 100 | integer | most rows | 30
MATCH (p:Paper)
WHERE p.listCount >= $lists
RETURN p.name AS paper, p.year AS year, p.listCount AS lists, p.entries AS entries
ORDER BY lists DESC, paper, p.id
LIMIT $limit
