"""Where users are kept: sessions, tables, queries. The only floor that speaks SQL."""
