import { describe, expect, it } from 'vitest';
import { clusterAddress } from './address.ts';
import { clickhouseSql } from './dialect.ts';
import { duckdbType, pipelineValue } from './values.ts';

describe('the one SQL text in the words of ClickHouse', () => {
  it.each([
    ["DATE '1950-01-01'", "toDate32('1950-01-01')"],
    ['CAST(d.received_at AS DATE)', 'CAST(d.received_at AS Date32)'],
    ["CAST(['a'] AS VARCHAR[])", "CAST(['a'] AS Array(String))"],
    ['list_contains(e.lacks, x)', 'has(e.lacks, x)'],
    [
      'list(DISTINCT list) FILTER (WHERE list IS NOT NULL)',
      'groupArray(DISTINCT list) FILTER (WHERE list IS NOT NULL)',
    ],
    ['WITH a AS NOT MATERIALIZED (SELECT 1)', 'WITH a AS  (SELECT 1)'],
    ['e LEFT JOIN periods AS p ON a', 'e JOIN periods AS p ON a'],
    ['e LEFT JOIN spans AS p ON a', 'e LEFT JOIN spans AS p ON a'],
  ])('%s', (sql, written) => {
    expect(clickhouseSql(sql)).toBe(written);
  });

  it('what stands in a text or a name stays, with its backslashes doubled', () => {
    const text = "SELECT 'it''s DATE ''2024-01-01'' list(x)', '\\d', \"list(\" AS \"AS DATE)\"";
    expect(clickhouseSql(text)).toBe(text.replace("'\\d'", "'\\\\d'"));
  });
});

describe('addresses', () => {
  it('name every node, a database and the cluster; other machines are asked over TLS', () => {
    expect(clusterAddress('clickhouse://ban@may1,may2:9443/kho?cluster=so')).toMatchObject({
      urls: ['https://may1:8443', 'https://may2:9443'],
      user: 'ban',
      database: 'kho',
      cluster: 'so',
    });
    expect(clusterAddress('clickhouse://ban@127.0.0.1:8123/kho')?.urls).toEqual(['http://127.0.0.1:8123']);
  });

  it.each([
    'clickhouse://ban:mat-khau@may1/kho',
    'clickhouse://may1/kho',
    'clickhouse://ban@may1',
    'clickhouse://ban@may1/kho`;--',
    'clickhouse://ban@may1:99999/kho',
    'clickhouse://ban@may1,,may2/kho',
  ])('%s is none', (place) => {
    expect(clusterAddress(place)).toBeUndefined();
  });
});

describe('values are those of DuckDB', () => {
  it.each([
    ["Nullable(DateTime64(6, 'UTC'))", '2024-09-05 07:00:00.000000', '2024-09-05 07:00:00', 'TIMESTAMP'],
    ['Nullable(Date32)', '1950-01-01', '1950-01-01', 'DATE'],
    ['Decimal(18, 4)', '12.5000', '12.5000', 'DECIMAL(18,4)'],
    ['UInt64', '18446744073709551615', '18446744073709551615', 'BIGINT'],
    ['Int64', '-7', -7, 'BIGINT'],
    ['Array(String)', ['a', ''], ['a', ''], 'VARCHAR[]'],
    ['Nullable(Bool)', null, null, 'BOOLEAN'],
  ])('%s', (type, value, wanted, duckdb) => {
    expect(pipelineValue(type)(value)).toEqual(wanted);
    expect(duckdbType(type)).toBe(duckdb);
  });
});
