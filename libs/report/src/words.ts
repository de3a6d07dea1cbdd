import type { Finding, Language, Severity, Verdict } from '@app/model';

/** The fixed words of a report. Sentences about the job come with the diagnosis, in its own language. */
export interface Words {
  readonly verdict: Readonly<Record<Verdict, string>>;
  readonly severity: Readonly<Record<Severity, string>>;
  readonly side: Readonly<Record<Finding['side'], string>>;
  readonly needsAction: Readonly<Record<Finding['needsAction'], string>>;
  readonly confidence: Readonly<Record<Finding['confidence']['level'], string>>;
  readonly causes: string;
  readonly chain: string;
  readonly alsoFound: string;
  readonly ruledOut: string;
  readonly unknown: string;
  readonly notRead: string;
  readonly jobs: string;
  readonly noJobs: string;
  readonly noCauses: string;
  readonly nothingFound: string;
  readonly evidence: string;
  readonly advice: string;
  readonly why: string;
  readonly limit: string;
  readonly read: string;
  readonly explains: string;
  readonly since: string;
  readonly fact: string;
  readonly value: string;
  readonly subject: string;
  readonly source: string;
  readonly time: string;
  readonly references: string;
  readonly confidenceLabel: string;
  readonly missing: string;
  readonly job: string;
  readonly cluster: string;
  readonly state: string;
  readonly verdictLabel: string;
  readonly firstCause: string;
  readonly checked: string;
  readonly lookedAt: (asked: number, failed: number, tookMs: number) => string;
  readonly ruledOutBy: (fact: string, value: string) => string;
}

const en: Words = {
  verdict: { healthy: 'HEALTHY', 'at-risk': 'AT RISK', faulty: 'FAULTY', unknown: 'UNKNOWN' },
  severity: { critical: 'critical', warning: 'warning', info: 'info' },
  side: { user: 'job side', platform: 'platform side', upstream: 'upstream side', 'engine-bug': 'engine bug' },
  needsAction: { yes: 'act', wait: 'wait', no: 'no action needed', unknown: 'action unclear' },
  confidence: { high: 'high confidence', medium: 'medium confidence', low: 'low confidence' },
  causes: 'Causes', chain: 'Chain of evidence', alsoFound: 'Also found', ruledOut: 'Ruled out', unknown: 'Could not be told', notRead: 'Could not be read',
  jobs: 'Jobs', noJobs: 'No jobs.', noCauses: 'No cause was found.', nothingFound: 'Nothing was found.', evidence: 'Evidence', advice: 'Advice', why: 'Why',
  limit: 'limit', read: 'read', explains: 'explains', since: 'since', fact: 'Fact', value: 'Value', subject: 'About', source: 'Source', time: 'Time',
  references: 'References', confidenceLabel: 'Confidence', missing: 'missing', job: 'Job', cluster: 'Cluster', state: 'State', verdictLabel: 'Verdict',
  firstCause: 'First cause', checked: 'Checked',
  lookedAt: (asked, failed, tookMs) =>
    `${asked} ${asked === 1 ? 'answer' : 'answers'} looked at${failed > 0 ? `, ${failed} could not be read` : ''}, ${tookMs} ms`,
  ruledOutBy: (fact, value) => `${fact} is ${value}`,
};

const zh: Words = {
  verdict: { healthy: '健康', 'at-risk': '有风险', faulty: '故障', unknown: '未知' },
  severity: { critical: '严重', warning: '警告', info: '提示' },
  side: { user: '作业侧', platform: '平台侧', upstream: '上游侧', 'engine-bug': '引擎缺陷' },
  needsAction: { yes: '需要处理', wait: '等待即可', no: '无需处理', unknown: '是否处理尚不明确' },
  confidence: { high: '置信度高', medium: '置信度中', low: '置信度低' },
  causes: '根因', chain: '证据链', alsoFound: '其他发现', ruledOut: '已排除', unknown: '无法判断', notRead: '读取失败',
  jobs: '作业', noJobs: '没有作业。', noCauses: '没有找到根因。', nothingFound: '没有发现问题。', evidence: '证据', advice: '建议', why: '原因',
  limit: '阈值', read: '读取于', explains: '解释了', since: '开始于', fact: '指标', value: '数值', subject: '对象', source: '来源', time: '时间',
  references: '参考', confidenceLabel: '置信度', missing: '缺少', job: '作业', cluster: '集群', state: '状态', verdictLabel: '结论',
  firstCause: '首要根因', checked: '检查时间',
  lookedAt: (asked, failed, tookMs) => `查看了 ${asked} 项${failed > 0 ? `，其中 ${failed} 项读取失败` : ''}，用时 ${tookMs} ms`,
  ruledOutBy: (fact, value) => `${fact} 为 ${value}`,
};

const catalogue: Readonly<Record<Language, Words>> = { en, zh };
export const wordsOf = (lang: Language): Words => catalogue[lang];
