-- What PostgreSQL alone can say, such as a generated column with its index, reads best in SQL: a revision like any other.

-- migrator: revision 4c7e92b0d15f
-- migrator: downRevision 9a41d6e8c057
-- migrator: message find products by their words

-- migrator: upgrade
alter table products
    add column words tsvector not null generated always as (to_tsvector('simple', name)) stored;

create index products_words_idx on products using gin (words);

-- migrator: downgrade
drop index products_words_idx;

alter table products drop column words;
