-- What the version before wrote: it did not keep the files of a document, nor a record of the build.
create schema raw;
create table raw.document (
    document_key varchar primary key, file_name varchar not null, format varchar not null,
    encoding varchar, content_sha256 varchar not null, byte_count bigint not null,
    line_count integer not null, page_count integer, is_current boolean not null,
    loaded_at timestamp not null
);
insert into raw.document values
    ('k1', 'a.txt', 'txt', 'utf-8', 'k1', 3, 1, null, false, '2026-01-02'),
    ('k2', 'a.txt', 'txt', 'utf-8', 'k2', 3, 1, null, true, '2026-01-03'),
    ('k3', 'b.txt', 'txt', 'utf-8', 'k3', 3, 2, null, true, '2026-01-03');
create table raw.line (
    document_key varchar not null, line_number integer not null, page_number integer,
    line_text varchar not null
);
insert into raw.line values
    ('k1', 1, null, 'old'), ('k2', 1, null, 'new'), ('k3', 1, null, 'b'), ('k3', 2, null, '');
create table raw.refusal (
    refusal_key varchar primary key, path varchar not null, file_name varchar not null,
    reason varchar not null, remedy varchar not null, refused_at timestamp not null
);
insert into raw.refusal values ('r', 'c.txt', 'c.txt', 'why', 'what to do', '2026-01-02');
create schema marts;
create table marts.dim_document as
select document_key, file_name, content_sha256 from raw.document where is_current;
