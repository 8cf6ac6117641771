// Selectors that somebody chose: what people write, what they mistype, and the
// corners of the grammar. One to a line; `escaped` are read as JSON strings.

const lines = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);

const everyday = lines(String.raw`
  #save
  #nav-dashboard
  .card
  .card.is-open
  main .card > header h2
  #project-form [name=title]
  #project-form [name="title"]
  [data-tour="create"]
  [data-tour=create]
  [data-tour]
  button[type=submit]
  input[name="user[email]"]
  input[type="checkbox"]:checked
  a[href^="/projects/"]
  a[href$='.pdf' i]
  a[href*=docs]
  a[hreflang|=en]
  [class~=wide]
  li:first-child
  li:nth-child(2n+1)
  li:nth-child(odd)
  li:nth-last-child(-n+3)
  tr:nth-child(even of .shown)
  ul > li:not(:last-child)
  ul > li + li
  h2 ~ p
  nav a:not([href])
  nav a:not(.active, .disabled)
  form:has(:invalid)
  section:has(> h2 + p)
  label:has(+ input:required)
  :is(h1, h2, h3) a
  :where(header, footer) a
  dialog:modal
  details[open] > summary
  details:open
  [popover]:popover-open
  :root
  :scope > div
  html > body > main
  *
  body *
  input:placeholder-shown
  input:user-invalid
  option:checked
  a:any-link
  a:link:not(:visited)
  :focus-visible
  :focus-within
  :target
  :disabled, :read-only
  my-element
  my-element:defined
  my-element:state(ready)
  svg|circle
  *|circle
  [xlink\:href]
  [*|href]
  .md\:flex
  .w-1\/2
  .p-0\.5
  .\[\&\>p\]\:mt-4
  .\37 up
  #\35
  [id="5"]
  .grid-cols-\[1fr_2fr\]
  .\!important
  #form\:title
  .日本語
  #émile
  .🎉
  .a1
  .a-1
  .a_1
  .a--b__c
  ._private
  .-left
  .--x
  tr td:nth-of-type(2)
  p:only-of-type:empty
  :lang(de)
  :dir(rtl)
  video:fullscreen
  input:autofill
  input:-webkit-autofill
  .a.b.c.d.e
  .a .b .c .d .e
  a:hover:focus:active
  #a#b
  div div div div
  [a][b][c]
  table > tbody > tr:first-of-type > td:last-of-type
`);

const mistakes = lines(String.raw`
  nav dashboard]
  #nav dashboard]
  #nav[dashboard
  #form [name=title
  a:not([b]
  a:not(b))
  [a='b]
  [a="b]
  .7up
  .2xl
  #5
  #5a
  #1st-step
  #-1
  .-1
  .-1x
  a.5
  .p-0.5
  5
  5a
  a 5
  a:hoover
  a:hvoer
  li:first-chld
  li:nth-chid(2)
  a:focus-visable
  a:disable
  a: hover
  a : hover
  a:
  a::
  a:::before
  div >
  div > > a
  div + ~ a
  > div
  + div
  ~ div
  ,
  a,
  ,a
  a,,b
  a, , b
  .
  #
  a..b
  a##b
  . a
  # a
  a . b
  a[
  a[]
  a[=b]
  a[b=]
  a[b==c]
  a[b!=c]
  a[b=c d]
  a[b=1]
  a[b=5px]
  a[b=/x/]
  a[href=/projects]
  a[href=https://example.com]
  a[href=#top]
  a[b c]
  a[b, c]
  a[b][c
  a[1]
  a[1=2]
  a[.b]
  a[#b]
  a[:b]
  a[b:c]
  a[xlink:href]
  a[b^ =c]
  a[b ^= c]
  a[b=c i]
  a[b=c s]
  a["b"="c"]
  a['b']
  [@id='x']
  [a="b" i i]
  [a="b"c]
  [a="b" "c"]
  [a=b.c]
  [a=b-c]
  [a=-5]
  //div
  /html/body
  //div[@id='x']
  a/b
  a / b
  a >> b
  a >>> b
  a /deep/ b
  a || b
  a|b
  a | b
  a & b
  a && b
  !a
  a!
  a !important
  $a
  a$
  @a
  @media
  a@b
  a%b
  %a
  a^b
  a=b
  a;b
  a;
  a{}
  a { color: red }
  {}
  }
  a}
  (a)
  a(b)
  a()
  "a"
  'a'
  a "b"
  text=Save
  "Save"
  id=save
  css=#save
  xpath=//a
  button:contains("Save")
  button:contains(Save)
  button:has-text("Save")
  button:text("Save")
  a:visible
  a:hidden
  a:animated
  li:eq(0)
  li:gt(2)
  li:lt(2)
  li:first
  li:last
  li:even
  li:odd
  li:nth(2)
  :input
  :button
  :checkbox
  :radio
  :text
  :password
  :submit
  :image
  :reset
  :file
  :header
  :parent
  :selected
  :matches(a, b)
  :any(a, b)
  .md:flex
  .hover:underline
  .w-1/2
  .h-[20px]
  .bg-[#fff]
  .top-[calc(1px+2px)]
  #form:title
  a.b:c.d
  li:nth-child
  li:nth-child()
  li:nth-child(first)
  li:nth-child(2 n)
  li:nth-child(n + - 1)
  li:nth-child(2n of)
  li:nth-child(2n or .a)
  li:nth-child(2n OF .a)
  li:nth-of-type(2n of .a)
  li:nth-child(2.5)
  li:nth-child(a)
  li:nth-child(-)
  a:not
  a:not()
  a:not(,)
  a:not(b,)
  a:not(> b)
  a:is
  a:has()
  a:has(,)
  a:has(b,)
  a:has(:has(b))
  a:hover()
  a:hover(b)
  a:lang()
  a:lang("en")
  a:lang(en, de)
  a:lang(*-CH)
  a:lang("*-CH")
  a:dir()
  a:dir("rtl")
  :state()
  :state("x")
  :host(a b)
  :host(a, b)
  a::before
  a:before
  a::before:hover
  a::after b
  ::selection
  ::part(x)
  ::slotted(a)
  ::cue(a)
  ::-webkit-scrollbar
  ::-moz-selection
  ::nonsense
  :marker
  :placeholder
  url(a)
  url("a")
  a:not(url(b))
  [a=url(b)]
  u+1
  U+0041-5A
  <a>
  <!-- a
  a -->
  a b-->
  --> a
  .{{ name }}
  #{id}
  \${id}
  #save button.
  #save button,
  #save button >
  #save, #cancel,
  a\
  #save\
  .a\:
  ns|a
  ns|*
  |a
  |*
  *|*
  a|
  *|
  |
  ||
  a|b|c
  *|a|b
  [ns|a]
  [|a]
  [a|]
  [*]
  [*|*]
  [a|b=c]
  [a|=b]
  [*|a|=b]
  [|a|=b]
  [a| =b]
  *a
  a*
  **
  a.b*
  a.b c*
  [a]b
  :hover a
  :hovera
  a:hoverb
  a:not(b)c
  a#b.c[d]:hover
  #a b#c
`);

const corners = lines(String.raw`
  :is()
  :where()
  :is(,)
  :is(a,,b)
  :is(a,)
  :is(a)
  :is(:foo)
  :is(:foo, a)
  :is(a, :-moz-focusring)
  :is(:-webkit-foo, :-moz-foo(a, b), b)
  :is(:not(:-moz-foo), b)
  :is(:is(:-moz-a), :-moz-b)
  :is(:-moz-a:is(:-moz-b))
  :is(:playing, :paused)
  :is(> a)
  :is(::before)
  :is(a::before, b)
  :is(5)
  :is(.7up, b)
  :is("x")
  :is(!)
  :is(a;b)
  :is(url(a b))
  :is(url(()
  :is(])
  :is([)
  :is([)])
  :is({)
  :is({})
  :is({a,b}, c)
  :is((,))
  :is(a
  :is(
  :is(a,
  :is(a))
  :is([a)
  :is("a)
  :is(/* a)
  :where(:has(:has(a)))
  :is(:has(a))
  :has(:is(:foo))
  :has(:is())
  :has(:is(:has(a)))
  :has(:not(:has(a)))
  :has(:nth-child(1 of :has(a)))
  :not(:is(:foo))
  :not(:foo)
  :not(:-moz-foo)
  :has(:-moz-foo)
  :has(> a, + b, ~ c, d)
  :has(>)
  :has(> > a)
  :has(>a)
  :has( > a )
  :has(a >)
  :has(&)
  :has(:scope > a)
  :not(:not(a))
  :not( a , b )
  :not(a b > c)
  :nth-child(1 of a, b)
  :nth-child(1 of a b > c)
  :nth-child(1 of :nth-child(1 of a))
  :nth-child(1 of > a)
  :nth-child(1 of :foo)
  :nth-child(1 of :is(:foo))
  :nth-child(n of.a)
  :nth-child(n of#a)
  :nth-child(n of*)
  :nth-child(n of[a])
  :nth-child(n of:hover)
  :nth-child(n of(a))
  :nth-child(nof a)
  :nth-child(1of a)
  :nth-child(odd/**/of/**/a)
  :nth-child(+n+1 of a)
  :nth-child(n-99999999999)
  :nth-child(n-2147483648)
  :nth-child(n-2147483649)
  :nth-child(n+99999999999)
  :nth-child(99999999999999999999)
  :nth-child(99999999999n)
  :nth-child(\6e)
  :nth-child(2\6e)
  :nth-child(-\6e)
  :nth-child(2n\2d 1)
  :nth-child(n-\31)
  :nth-child(od\64)
  :nth-child(2n \6f f a)
  :NTH-CHILD(2N+1)
  :nth-child(ODD)
  :nth-child(EVEN OF a)
  :HOVER
  :Is(A, B)
  :NOT(A)
  :h\6fver
  :\68over
  :\6eot(a)
  \75rl(a)
  \75rl("a")
  :i\73(:foo)
  :host
  :host(a)
  :host()
  :host(a.b:hover)
  :host(:not(a b))
  :host(:not(a))
  :host(:is(a b))
  :host(:has(a))
  :host(:nth-child(1 of a b))
  :host(a > b)
  :host(a>b)
  :host( a )
  :host:has(a)
  :host-context(a)
  :host-context(a b)
  :host-context(a, b)
  :host-context()
  :-webkit-any(a, b)
  :-webkit-any(a b)
  :-webkit-any(a,)
  :-webkit-any()
  :-webkit-any(:foo)
  :active-view-transition-type(a)
  :active-view-transition-type(a, b)
  :active-view-transition-type(a b)
  :active-view-transition-type(a,)
  :active-view-transition-type()
  :lang(e\6e)
  :lang(-en)
  :lang(--)
  :lang( en )
  :lang(en-US)
  :lang(5)
  :dir( ltr )
  :dir(ltr rtl)
  :state(--x)
  :state(a b)
  \*
  \*|a
  *|\*
  \*|*
  [\*]
  [\*|a]
  [*|\*]
  [|\*]
  [\*=b]
  [a|\*]
  [\*a]
  &
  & a
  a&
  &a
  && .b
  &&
  .a&
  &.a
  &#a
  &[a]
  &:hover
  & > &
  > &
  :is(&)
  :not(&)
  a/**/b
  a/**/.b
  a /**/ b
  a/**/ b
  /**/a
  a/**/
  /**/
  /* a */ b /* c */
  a,/**/b
  a/**/>/**/b
  #/**/a
  ./**/a
  :/**/hover
  ::/**/before
  [/**/a/**/=/**/b/**/i/**/]
  [a/**/|/**/=b]
  [a~/**/=b]
  :nth-child(/**/2n/**/+/**/1/**/)
  :is(/**/)
  a/* x
  a/*
  a /
  a/
  a*/
  [a="b"i]
  [a=b/**/i]
  [a=bi]
  [a="b"I]
  [a="b" \69]
  [a="b"s]
  [a="b"S]
  [a="b" x]
  [ a = b ]
  [ a ]
  [a=--b]
  [a=-b]
  [a=\35]
  [a=""]
  [a='"']
  [a="]"]
  [a="\""]
  [a='\'']
  [\31]
  [a\=b]
  [a=b
  [a="b"
  [a="b
  [a='b
  [a
  [
  [a="b" i
  [\]
  [a=\
  [a="\
  (
  {
  "
  '
  a"
  a(
  a:not(
  a:is(
  a:is(b,
  a:has(
  a:lang(
  a:lang(en
  a:nth-child(
  a:nth-child(2
  a:nth-child(2n+
  a:nth-child(2n of
  a:nth-child(2n of b
  a:not([b="c
  \
  \\
  \\\
  .\
  #\
  :\
  :hover\
  -\
  -
  --
  ---
  -a
  --a
  -5
  -\35
  +5
  .5
  .-
  .--
  .\-
  .\.
  #-
  #--
  #--5
  #-a
  #\#
  \g
  \.5
  \31
  \31 2
  \31  2
  \0000312
  \000031
  \abcdefg
  \110000
  \ffffff
  \0
  \d800
  u+a
  u+?
  U+abc
  u+a?
  url
  url a
  url(
  url( "a"
  :url(a)
  :is(url()
  a-->b
  a-- > b
  -->
  <!--
  a<!--b
  a<b
  a>b
  a+b
  a~b
  a~ b
  a~=b
  a|=b
  a*=b
  a +b
  a + b
  a+ 5
  a +5
  a+5
  a-5
  a -5
  a.b+c
  1e3
  1e3a
  .1e3
  1.a
  1.5a
  50%
  .5%
  @
  @5
  @\35
  #@
  ::BEFORE
  :BEFORE
  ::-WEBKIT-foo
  ::-webkit-foo(a)
  ::before::before
  ::after::marker
  ::before.a
  ::before:is(a)
  ::before a
  ::before, a
  a, ::before
  ::part(a b)
  ::part()
  ::slotted(a)::before
  ::view-transition-group(*)
  ::highlight(x)
  ::scroll-button(up)
  ::picker(select)
  :not(::before)
  :has(::before)
  :not(:before)
  :first-line
  :first-letter
  a:after
`);

const escaped = [
  "", " ", "\t", "\n", "\u0000", "\u0001", "\u0007", "\u000b", "\u001f", "\u007f", "\u0080", "\u009f",
  "a\u0000b", "#\u0000", ".\u0000", "[a='\u0000']", "[\u0000]", ":\u0000", "a\\\u0000", "a\u0001", "a\u000bb", "a\u007f",
  "a\u00a0b", "\u00a0", "#a\u00a0.b", "a \u00a0b", "a\\\u00a0b", ".a\u2003b", ".a\u200bb", "\ufeffa", "a\u3000b", "a\u0085b", "[a='\u00a0']", "[a=\u00a0]", ":is(a\u00a0b)", ":not(a\u2028b)", "/*\u00a0*/a",
  ".a\u200db", ".a\u00adb", "\u200ea", "\ue000", "\uffff", "😀", "#😀", ".👩‍👩‍👧", "[😀=😀]", ":😀", "a😀b", "\\😀", "😀(a)", "@😀",
  " a ", "\na\n", "\t\r\n\fa", "a\nb", "a\rb", "a\r\nb", "a\fb", "a\\\nb", "a\\\rb", "a\\\fb", "\\\n", "\\\r\n", "\\31\n2", "\\31\r\n2", "\\31\t2", "\\31\f2", "\\31 \n2",
  "[a='x\ny']", "[a='x\\\ny']", "[a='x\\\r\ny']", "[a='x\\\fy']", "[a='\f']", "[a=\"x\r\"]", "[a='x\n", ":is('x\n)", ":is('x\n), a", ":is(a, 'x\ny')", "[a=\n'x'\n]", "a,\nb", "a\n>\nb", "a\n,\nb", "/*\n*/a",
  "a\u00e9", "\u00c9", ":\u0130s(a)", ":\u017fcope", ":not(\u0000)", "a\ud7ff", "a\uf8ff",
  ...[2, 10, 31, 32, 33, 40].flatMap((deep) => [":is(", ":not(", ":where("].map((open) => open.repeat(deep) + "a" + ")".repeat(deep))),
  ":is(".repeat(20), "(".repeat(20), ":not(" + "[a]".repeat(50) + ")", "a ".repeat(100), ".a".repeat(100), "a > ".repeat(50) + "b", "a,".repeat(50) + "b",
];

export const picked = [...everyday, ...mistakes, ...corners, ...escaped];
