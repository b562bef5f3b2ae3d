/**
 * What an add-in manifest may hold, as far as a task pane add-in for Excel with commands and custom functions needs it:
 * Microsoft's schemas (appforoffice 1.1, taskpaneappversionoverrides 1.0) in our own form. The order of children counts.
 * Anything else is refused: Office refuses a whole manifest for one element that stands in the wrong place.
 */
export interface ElementRule {
  /** In their order. */
  children?: readonly ChildRule[];
  attributes?: Readonly<Record<string, AttributeRule>>;
  text?: ValueRule;
  /** Instead of all that: by the `xsi:type` that stands there. */
  byType?: Readonly<Record<string, ElementRule>>;
}

export interface ChildRule {
  name: string;
  /** At least once unless optional. */
  optional?: true;
  many?: true;
  /** At most so many. */
  most?: number;
  rule: ElementRule;
}

export type AttributeRule = ValueRule & { optional?: true };

export interface ValueRule {
  most?: number;
  pattern?: RegExp;
  oneOf?: readonly string[];
  /** An address. */
  url?: true;
  /** The id of a resource of this kind. */
  resource?: ResourceKind;
}

export type ResourceKind = 'bt:Images' | 'bt:Urls' | 'bt:ShortStrings' | 'bt:LongStrings';

/** Lengths that the schemas allow. */
const SHORT = 125;
const LONG = 250;
const URL_LETTERS = 2048;
/** Ids of resources, and whatever names one. */
const RESOURCE_ID = 32;

const LOCALE: ValueRule = { pattern: /^[a-z]{2,3}(-[A-Z][a-z]{3})?-[A-Z]{2}$/ };
const MEMBER_ID: ValueRule = { pattern: /^[A-Za-z][\w.]*$/, most: SHORT };

function localised(value: ValueRule): ElementRule {
  return {
    attributes: { DefaultValue: value },
    children: [
      { name: 'Override', optional: true, many: true, rule: { attributes: { Locale: LOCALE, Value: value } } },
    ],
  };
}

function resource(kind: ResourceKind): ElementRule {
  return { attributes: { resid: { resource: kind, most: RESOURCE_ID } } };
}

function resources(kind: string, member: string, value: ValueRule, optional?: true): ChildRule {
  const rule: ElementRule = {
    attributes: { id: { ...MEMBER_ID, most: RESOURCE_ID }, DefaultValue: value },
    children: [
      { name: 'bt:Override', optional: true, many: true, rule: { attributes: { Locale: LOCALE, Value: value } } },
    ],
  };
  return { name: kind, ...(optional ? { optional } : {}), rule: { children: [{ name: member, many: true, rule }] } };
}

const short = resource('bt:ShortStrings');
const long = resource('bt:LongStrings');
const url = resource('bt:Urls');

/** The ribbon asks for these; the others are for screens in between. */
export const NEEDED_ICON_SIZES = [16, 32, 80];

const icon: ElementRule = {
  children: [
    {
      name: 'bt:Image',
      many: true,
      rule: {
        attributes: {
          size: { oneOf: ['16', '20', '24', '32', '40', '48', '64', '80'] },
          resid: { resource: 'bt:Images', most: RESOURCE_ID },
        },
      },
    },
  ],
};

const supertip: ElementRule = {
  children: [
    { name: 'Title', rule: short },
    { name: 'Description', rule: long },
  ],
};

const action: ElementRule = {
  byType: {
    ShowTaskpane: {
      children: [
        { name: 'TaskpaneId', optional: true, rule: { text: MEMBER_ID } },
        { name: 'SourceLocation', rule: url },
      ],
    },
    ExecuteFunction: {
      children: [{ name: 'FunctionName', rule: { text: { pattern: /^[A-Za-z_]\w*$/, most: SHORT } } }],
    },
  },
};

const control: ElementRule = {
  byType: {
    Button: {
      attributes: { id: MEMBER_ID },
      children: [
        { name: 'Label', rule: short },
        { name: 'Supertip', rule: supertip },
        { name: 'Icon', rule: icon },
        { name: 'Action', rule: action },
      ],
    },
  },
};

const tab: ElementRule = {
  attributes: { id: MEMBER_ID },
  children: [
    {
      name: 'Group',
      many: true,
      rule: {
        attributes: { id: MEMBER_ID },
        children: [
          { name: 'Label', rule: short },
          { name: 'Icon', rule: icon },
          { name: 'Control', many: true, most: 6, rule: control },
        ],
      },
    },
    // After the groups: Office refuses it in front of them.
    { name: 'Label', rule: short },
  ],
};

const customFunctions: ElementRule = {
  children: [
    { name: 'Script', rule: { children: [{ name: 'SourceLocation', rule: url }] } },
    { name: 'Page', rule: { children: [{ name: 'SourceLocation', rule: url }] } },
    { name: 'Metadata', rule: { children: [{ name: 'SourceLocation', rule: url }] } },
    { name: 'Namespace', rule: short },
  ],
};

const workbookHost: ElementRule = {
  byType: {
    Workbook: {
      children: [
        {
          name: 'Runtimes',
          rule: {
            children: [
              {
                name: 'Runtime',
                rule: {
                  attributes: {
                    resid: { resource: 'bt:Urls', most: RESOURCE_ID },
                    lifetime: { oneOf: ['long', 'short'] },
                  },
                },
              },
            ],
          },
        },
        {
          name: 'AllFormFactors',
          rule: { children: [{ name: 'ExtensionPoint', rule: { byType: { CustomFunctions: customFunctions } } }] },
        },
        {
          name: 'DesktopFormFactor',
          rule: {
            children: [
              {
                name: 'GetStarted',
                optional: true,
                rule: {
                  children: [
                    { name: 'Title', rule: short },
                    { name: 'Description', rule: long },
                    { name: 'LearnMoreUrl', rule: url },
                  ],
                },
              },
              { name: 'FunctionFile', rule: url },
              {
                name: 'ExtensionPoint',
                rule: {
                  byType: { PrimaryCommandSurface: { children: [{ name: 'CustomTab', rule: tab }] } },
                },
              },
            ],
          },
        },
      ],
    },
  },
};

const versionOverrides: ElementRule = {
  byType: {
    VersionOverridesV1_0: {
      children: [
        { name: 'Hosts', rule: { children: [{ name: 'Host', rule: workbookHost }] } },
        {
          name: 'Resources',
          rule: {
            children: [
              resources('bt:Images', 'bt:Image', { url: true, most: URL_LETTERS }),
              resources('bt:Urls', 'bt:Url', { url: true, most: URL_LETTERS }),
              resources('bt:ShortStrings', 'bt:String', { most: SHORT }),
              resources('bt:LongStrings', 'bt:String', { most: LONG }, true),
            ],
          },
        },
      ],
    },
  },
};

const VERSION_OF_SET: ValueRule = { pattern: /^\d{1,3}\.\d{1,3}$/ };

/** The root element, `OfficeApp`. */
export const MANIFEST: ElementRule = {
  byType: {
    TaskPaneApp: {
      children: [
        { name: 'Id', rule: { text: { pattern: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i } } },
        { name: 'Version', rule: { text: { pattern: /^\d{1,5}(\.\d{1,5}){3}$/ } } },
        { name: 'ProviderName', rule: { text: { most: SHORT } } },
        { name: 'DefaultLocale', rule: { text: LOCALE } },
        { name: 'DisplayName', rule: localised({ most: SHORT }) },
        { name: 'Description', rule: localised({ most: LONG }) },
        { name: 'IconUrl', rule: localised({ url: true, most: URL_LETTERS }) },
        { name: 'HighResolutionIconUrl', rule: localised({ url: true, most: URL_LETTERS }) },
        { name: 'SupportUrl', rule: localised({ url: true, most: URL_LETTERS }) },
        {
          name: 'AppDomains',
          optional: true,
          rule: { children: [{ name: 'AppDomain', many: true, rule: { text: { url: true, most: URL_LETTERS } } }] },
        },
        {
          name: 'Hosts',
          rule: { children: [{ name: 'Host', rule: { attributes: { Name: { oneOf: ['Workbook'] } } } }] },
        },
        {
          name: 'Requirements',
          rule: {
            children: [
              {
                name: 'Sets',
                rule: {
                  attributes: { DefaultMinVersion: { ...VERSION_OF_SET, optional: true } },
                  children: [
                    {
                      name: 'Set',
                      many: true,
                      rule: {
                        attributes: {
                          Name: { pattern: /^[A-Za-z]+$/ },
                          MinVersion: { ...VERSION_OF_SET, optional: true },
                        },
                      },
                    },
                  ],
                },
              },
            ],
          },
        },
        {
          name: 'DefaultSettings',
          rule: { children: [{ name: 'SourceLocation', rule: localised({ url: true, most: URL_LETTERS }) }] },
        },
        {
          name: 'Permissions',
          rule: { text: { oneOf: ['Restricted', 'ReadDocument', 'WriteDocument', 'ReadWriteDocument'] } },
        },
        { name: 'VersionOverrides', rule: versionOverrides },
      ],
    },
  },
};

/** The namespace that an element without a prefix stands in: that of its nearest ancestor here. */
export const NAMESPACES: Readonly<Record<string, string>> = {
  OfficeApp: 'http://schemas.microsoft.com/office/appforoffice/1.1',
  VersionOverrides: 'http://schemas.microsoft.com/office/taskpaneappversionoverrides',
};
export const BASIC_TYPES = 'http://schemas.microsoft.com/office/officeappbasictypes/1.0';
export const SCHEMA_INSTANCE = 'http://www.w3.org/2001/XMLSchema-instance';
