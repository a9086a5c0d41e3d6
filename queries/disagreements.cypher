// Papers that two lists disagree about
// Papers that entries give different titles, years or venues, with the places.
// :param limit => 50 | integer | most rows | 20
MATCH (p:Paper)
WHERE p.titles IS NOT NULL OR p.years IS NOT NULL OR p.venues IS NOT NULL
RETURN p.name AS paper, p.titles AS titles, p.years AS years, p.venues AS venues, p.entries AS entries
ORDER BY paper, p.id
LIMIT $limit
