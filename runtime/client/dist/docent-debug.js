"use strict";(()=>{function G(e=document){let t=e.activeElement;return t?.shadowRoot?.activeElement?G(t.shadowRoot):t??document.body}function me(e){return e===G()&&e.matches(":read-write,select")}function U(){return me(G())}function J(e,t){return!!e&&!!t&&(e.contains(t)||J(e,t.getRootNode().host))}function xe(e){return!(e.isComposing||e.ctrlKey||e.altKey||e.metaKey)}function pe(e){return[...e.querySelectorAll("*")].flatMap(t=>t.shadowRoot?[t,...pe(t.shadowRoot)]:t)}function ge(e){return(e.tabIndex>=0||e.matches("[contenteditable]:read-write"))&&!e.matches(":disabled,[inert] *,a:not([href])")&&Y(e)}function Y(e){return e.checkVisibility({checkVisibilityCSS:!0})}function V(e){return e.focus?.({preventScroll:!0}),e===G()}function qe(){let e=new WeakMap,t=new Map,n=new WeakMap;return{touched(o){t.delete(o.form)},sent:(o,a)=>{e.set(o,a)},submitted:(o,a)=>{t.set(o,a)},judge(o){let a=i=>{let s=t.get(i.form);return!!s&&s.c>0&&s.c<=o};return{answered:a,keeps(i){let s=e.get(i);return!!s&&(!s.c||s.c>o)||me(i)&&!a(i)},isNews(i,s){let l=n.get(i)??s;return n.set(i,s),l!==s}}},settle(o){for(let[a,i]of t)i.c&&i.c<=o&&t.delete(a)},reset(){e=new WeakMap,t.clear()}}}function He(e,t){let[n,o,a,i,s,l]=se(JSON.parse(e));switch(n){case"w":return t.welcome(z(o),Z(a),Z(i),Z(Ie(s).frame),Ie(s).timers!==!1);case"f":return t.frame(Ve(!1,o,a,se(i).map(_t),s,l));case"s":return t.frame(Ve(!0,o,a,[z(i)],l,s));case"+":return t.part(Z(o),a===!0,z(i));case"x":return t.refused(Z(o),z(a),z(i));case"p":return t.heartbeat();case"d":return t.draining(Z(o));default:ae(!1,n)}}function Ve(e,t,n,o,a,i){return{isSnapshot:e,s:Z(t),c:Z(n),patches:o,ops:Ee(a),run:It(i)}}function Ee(e){return se(e).map(t=>{let[n,o]=se(t),a=Ie(o);return{name:z(n),options:a,shown:n==="step"?Pt(a):void 0}})}function Pt({tour:e,name:t,class:n,event:o,...a}){return{highlight:z(n),event:z(o),narration:ae(Fe(a),a)}}function Fe(e){let{text:t,target:n,step:o,total:a}=Object(e);return typeof t=="string"&&typeof n=="string"&&Number.isSafeInteger(o)&&Number.isSafeInteger(a)}function _t(e){let[t,n]=se(e);return z(t==="html"&&n)}function It(e){if(e===0)return;let[t,n,o]=se(e);return{at:[Z(t),Z(n)],ops:Ee(o)}}function se(e){return ae(Array.isArray(e),e)}function Ie(e){return ae(Object(e)===e&&!Array.isArray(e),e)}function z(e){return ae(typeof e=="string",e)}function Z(e){return ae(Number.isSafeInteger(e),e)}function ae(e,t){if(!e)throw Error("shape");return t}function We(e){let t=e.trim();if(t.startsWith("["))return{chain:Ee(JSON.parse(t))};let[,n,o]=/^([^\s()]+)\s*(?:\(([^]*)\))?$/.exec(t)??[];if(!n)throw Error("shape");return{name:n,params:o?.trim()?JSON.parse(`[${Ht(o)}]`):void 0}}function Ht(e){return e.replace(/"(?:[^"\\]|\\.)*"|'((?:[^'\\]|\\.)*)'/g,(t,n)=>n===void 0?t:JSON.stringify(n.replace(/\\(.)/g,"$1")))}function le(e){let t=[document],n=[];for(let o of e.split(/\s>>>\s/))n=t.flatMap(a=>[...a.querySelectorAll(o)]),t=n.flatMap(({shadowRoot:a})=>a??[]);return n}function ke(e){return Ne(e,"[dj-component]")?.getAttribute("dj-component")}function Ne(e,t){return e&&(e.closest(t)??Ne(e.getRootNode().host,t))}function De(){return{__proto__:null}}function Ue(e){let t=De();for(let{name:n,value:o}of e.attributes)n.startsWith("dj-value-")&&(t[n.slice(9).replaceAll("-","_")]=o);return t}function Te(e){let t=De(),{name:n,value:o,type:a,checked:i,selectedOptions:s}=e;return n&&(t.name=n),e.matches("[type=checkbox],[type=radio]")&&(t.checked=i),a==="select-multiple"?t.value=[...s].map(l=>l.value):typeof o=="string"&&(t.value=o),t}function Ye(e,t){let n=De(),o=new FormData(e,t);for(let a of o.keys()){let i=o.getAll(a).map(s=>typeof s=="string"?s:s.name);n[a]=i.length>1?i:i[0]}return n}function Xe(e,t){let n=new Set,o=new WeakMap;function a(u,r,p=!1){let k=f=>{let x=f.composedPath()[0];x instanceof Element&&r(f,x,`dj-${u}`)};document.addEventListener(u,k,p)}a("click",(u,r,p)=>{let k=r.closest(`[${p}]`);!k||k.matches(":disabled")||(r.closest("a[href='#']")&&u.preventDefault(),I(),e.tour.gesture(k),b(p,k,r,()=>({})))}),a("submit",(u,r,p)=>{if(!(r instanceof HTMLFormElement)||!r.hasAttribute(p))return;u.preventDefault(),I(),e.tour.gesture(u.submitter??r);let k=Ye(r,u.submitter);b(p,r,r,()=>k,f=>e.formState.submitted(r,f))}),a("input",i),a("change",i),a("keydown",s),a("keyup",s),a("focus",c,!0),a("blur",c,!0);function i({type:u},r,p){e.formState.touched(r);let k=r.closest(`[${p}]`);k&&(u==="change"&&I(),b(p,k,r,()=>Te(r),f=>e.formState.sent(r,f)))}function s(u,r,p){if(u.isComposing||!u.key)return;let k=u.key.toLowerCase().replace(/^arrow/,"").replace(" ","space"),f=getComputedStyle(r).direction==="rtl"&&{left:"right",right:"left"}[k],x=`${p}.${f||k}`,L=`[${CSS.escape(x)}],[${p}]`,O=r.closest(L)??l(L,u);O&&(u.key==="Enter"&&I(),U()||e.tour.gesture(r),b(O.hasAttribute(x)?x:p,O,r,()=>({...Te(r),key:u.key})))}function l(u,r){return r.defaultPrevented||r.repeat||!xe(r)||U()?void 0:[...(document.querySelector("dialog:modal")??document).querySelectorAll(u)].find(k=>!k.firstElementChild&&!(k.tabIndex>=0))}function c({type:u},r,p){u==="blur"&&I(r),r.hasAttribute(p)&&b(p,r,r,()=>Te(r))}function b(u,r,p,k,f){let x=Dt(r,u);if(!x)return;if(x.chain){e.run(x.chain,r);return}let{name:L,params:O}=x,F=ke(r),B=()=>{let M=t(L,O??{...k(),...Ue(r)},F);f?.(M)},y=M=>p.getAttribute(M)??r.getAttribute(M),$=!/^dj-(?:submit|focus|blur)$/.test(u),w=Number(y("dj-throttle"))-performance.now()+o.get(r),R=w>0?w:y("dj-debounce");!$||R===null?(o.set(r,performance.now()),B()):(f||!(w>0))&&(f?.({c:0}),m(r,u,p,Number(R),B))}function m(u,r,p,k,f){for(let O of n)O.element===u&&O.attribute===r&&N(O);let x=Number.isNaN(k)?0:setTimeout(()=>P(L),k),L={element:u,attribute:r,target:p,timer:x,push:f};n.add(L)}function N(u){clearTimeout(u.timer),n.delete(u)}function P(u){N(u),o.set(u.element,performance.now()),u.push()}function I(u){for(let r of n)(!u||u===r.target)&&P(r)}}function Dt(e,t){let n=e.getAttribute(t)??"";try{return We(n)}catch(o){console.warn(`docent: ${t}="${n}" is wrong:`,o);return}}function ce(){let e=new Map;function t(i,s){let l=e.get(i);l||e.set(i,l=new Map);let c=l.get(s);return c||l.set(s,c={base:null,wrote:null,add:new Set,remove:new Set}),Qe(i,s,c),c}function n(i){for(let[s,l]of e)for(let[c,b]of l)i(s,c,b)}function o(i,s,l){let c=t(i,"class"),b=de(c.base);for(let m of s)c.remove.delete(m),b.includes(m)||c.add.add(m);for(let m of l)c.add.delete(m),b.includes(m)&&c.remove.add(m);c.value=void 0,Ke(i,"class",c)}function a(){n((i,s,l)=>{Qe(i,s,l),ue(i,s,l.base)})}return{classes:o,withdraw(i,s){let l=e.get(i)?.get("class");l&&o(i,[],s.filter(c=>l.add.has(c)))},attribute(i,s,l){let c=t(i,s);c.value=l,Ke(i,s,c)},around(i,s,l){let c=t(i,s);l(),c.wrote=c.value=i.getAttribute(s)},lift:a,reapply(){for(let i of e.keys())i.isConnected||e.delete(i);n((i,s,l)=>{l.base=i.getAttribute(s),Ke(i,s,l)})},revert(){a(),e.clear()}}}function Ke(e,t,n){ue(e,t,n.value===void 0?Ze(n.base,n.add,n.remove):n.value,!1),n.wrote=e.getAttribute(t)}function Qe(e,t,n){let o=e.getAttribute(t);o!==n.wrote&&(n.base=Ze(o,n.remove,n.add),n.wrote=o)}function Ze(e,t,n){let o=de(e),a=o.filter(s=>!n.has(s)),i=[...t].filter(s=>!o.includes(s));return i.length||a.length<o.length?[...a,...i].join(" "):e}function de(e){return e?.match(/[^\t\n\f\r ]+/g)??[]}function ue(e,t,n,o=!0){if(e.getAttribute(t)===n)return;if(n===null){e.removeAttribute(t);return}let{style:a}=e,i=t==="style"&&a;i&&(a.cssText=n),(!i||o&&e.getAttribute(t)!==n)&&e.setAttribute(t,n)}function he(e,t){let n=matchMedia("(prefers-reduced-motion)").matches?"instant":"smooth";e.scrollIntoView({behavior:n,block:t})}function et(e){let{top:t,bottom:n,left:o,right:a}=e.getBoundingClientRect(),{width:i,height:s}=visualViewport,l=t<0||o<0||n>s||a>i;he(e,l?"center":"nearest")}var Kt=/^(?:focus|scroll_into_view)$/,nt={__proto__:null,show:tt,hide(e,t,{ledger:n}){n.attribute(e,"hidden","")},toggle(e,t,n){(getComputedStyle(e).display==="none"?tt:nt.hide)(e,t,n)},add_class(e,t,{ledger:n}){n.classes(e,Oe(t),[])},remove_class(e,t,{ledger:n}){n.classes(e,[],Oe(t))},transition(e,t,{ledger:n}){n.classes(e,Oe(t),[]),setTimeout(()=>n.withdraw(e,Oe(t)),Number(t.time))},set_attr(e,t,{ledger:n}){let o=z(t.name),a=z(t.value);return jt(o,a)?"refused":n.attribute(e,o,a)},remove_attr(e,t,{ledger:n}){n.attribute(e,z(t.name),null)},focus(e,t,{isPolite:n}){if(!(n&&U()||J(e,G())))return Y(e)?[e,...pe(e).filter(ge)].some(V)?void 0:"refused":"hidden"},dispatch(e,t){be(e,z(t.event),t.detail)},push(e,t,{push:n}){n(z(t.event),t.value??{},ke(e))},scroll_into_view(e){return Y(e)?he(e,"center"):"hidden"},end(){},over(e){be(e,"tour:hide")}};function be(e,t,n){e.dispatchEvent(new CustomEvent(t,{bubbles:!0,composed:!0,detail:n}))}function Me(e,t){let n=nt[e.name];if(!n)return"refused";let o="missing";try{let a=[...Bt(e,t)];if(a[1]&&Kt.test(e.name))return"ambiguous";for(let i of a)if(o=n(i,e.options,t)||void 0,o||e.name==="push")break}catch{o="threw"}return o}function Bt({options:e},{source:t,step:n}){if(e.to!==void 0){let a=z(e.to);if(n?.selector!==a)return le(a);let i=n.find();return i?[i]:[]}if(e.inner!==void 0)return t.querySelectorAll(z(e.inner));if(e.closest===void 0)return[t];let o=t.closest(z(e.closest));return o?[o]:[]}function Oe(e){return de(z(e.names))}function tt(e,t,{ledger:n}){let{style:o}=e;e.hasAttribute("hidden")&&n.attribute(e,"hidden",null),o?.display==="none"&&n.around(e,"style",()=>o.display="")}function jt(e,t){return/^(?:on|srcdoc$)/i.test(e.trim())||/^javascript:/i.test(t.replace(/^[\0- ]+/,"").replace(/[\t\n\r]/g,""))}function oe(e,t,n){let{moveBefore:o}=t;o&&e.isConnected&&t.isConnected?o.call(t,e,n):t.insertBefore(e,n)}var Gt=16;function st(e,t,n){let o=G(),a=it(e),i=it(t),s=new Set;for(let[r,p]of a)i.get(r)?.localName!==p?.localName&&a.delete(r);t instanceof Element&&u(e,t),l(e,t);for(let r of s)r.remove();e.contains(o)&&V(o);function l(r,p){let k=null,f=()=>P(k?k.nextSibling:r.firstChild);for(let x of[...p.childNodes]){let L=c(r,x,f());if(L){let O=L.parentNode===r&&!s.has(L);for(let F=f();O&&F&&F!==L&&m(F);F=f())s.add(F);L!==f()&&oe(L,r,f()),I(L,x)}else N(r,x,f());k=L??x}for(let x=f();x;x=P(x.nextSibling))s.add(x)}function c(r,p,k){let f=b(p);if(f)return f.contains(r)?void 0:f;let x=p.nextElementSibling,L=0;for(let O=k;O&&L++<Gt;O=P(O.nextSibling)){if(rt(O,p))return O;if(!(p instanceof Element)||!m(O)||x&&rt(O,x))return}}function b(r){return a.get(ye(r))}function m(r){return!b(r)&&!r.contains(o)}function N(r,p,k){if(r.insertBefore(p,k),p instanceof Element)for(let f of p.querySelectorAll("*")){let x=b(f);!x||!f.isConnected||x.contains(f)||(oe(x,f.parentNode,f),I(x,f),f.remove())}}function P(r){for(;r&&(n.isOurs(r)||s.has(r));)r=r.nextSibling;return r}function I(r,p){if(s.delete(r),a.delete(ye(r)),!(r instanceof Element&&p instanceof Element)){r.nodeValue!==p.nodeValue&&(r.nodeValue=p.nodeValue);return}if(r.localName==="script"||r.getAttribute("dj-update")==="ignore")return;let k=ot(r);u(r,p),r instanceof HTMLTextAreaElement?r.defaultValue=p.defaultValue:r instanceof HTMLTemplateElement?l(r.content,p.content):me(r)&&r.isContentEditable||l(r,p);let f=ot(r);if(f===void 0||n.keeps(r)||f===k&&(f===null||!n.answered(r)))return;let x=r;x.value!==f&&(x.value=f??"")}function u(r,p){let k=r.matches("details,dialog");for(let x of[...r.getAttributeNames(),...p.getAttributeNames()]){let L=p.getAttribute(x);if(r.getAttribute(x)===L||k&&x==="open")continue;try{ue(r,x,L)}catch{}let O=x==="checked"?r:x==="selected"&&r.closest("select");O&&!n.keeps(O)&&(r[x]=L!==null)}let f=p.hasAttribute("open");k&&n.isNews(r,f)&&r.toggleAttribute("open",f)}}function ot(e){return e instanceof HTMLTextAreaElement?e.defaultValue:e.matches("input:not([type=file],[type=hidden],[type=checkbox],[type=radio])")?e.getAttribute("value"):void 0}function rt(e,t){return e.nodeName===t.nodeName&&ye(e)===ye(t)}function ye(e){if(!(e instanceof Element))return;let t=e.getAttribute("id");if(t)return`#${t}`;let n=e.getAttribute("name");if(!n||!e.matches("input,select,textarea,button"))return;let o=e.matches("[type=checkbox],[type=radio],button")?e.getAttribute("value"):"";return`${e.closest("form")?.getAttribute("id")??""} ${n} ${o}`}function it(e){let t=new Map;for(let n of e.querySelectorAll("[id],[name]")){let o=ye(n);o&&t.set(o,t.has(o)?void 0:n)}return t}function Be(){return document.querySelector("[dj-root]")??document.body}function at(e,t,n){let o=ce(),{trustedTypes:a}=window,i=a?.createPolicy("docent",{createHTML:c=>c});function s(c,b){return Me(c,{source:b,ledger:o,push:n})}function l(c,b){let m=document.querySelector("[dj-root]");if(!m)return;let N=document.createElement("template");N.innerHTML=i?.createHTML(c)??c;let P=N.content;e.ledger.lift(),o.lift();try{st(m,P.querySelector("[dj-root]")??P,{...t.judge(b),isOurs:e.owns})}finally{o.reapply(),e.ledger.reapply(),t.settle(b)}}return{tour:e,formState:t,apply({run:c,isSnapshot:b,patches:m,ops:N,s:P,c:I}){e.enter(c,b);for(let r of m)l(r,I);let u=N.map(r=>s(r,Be()));return c&&u.push(...e.perform(c)),e.tick(),u.flatMap((r,p)=>r?[[P,p,r]]:[])},run(c,b){for(let m of c)s(m,b)}}}function Le(e,t){let n=document.createElement("div"),o=0;return n.className=e,n.role="status",n.style.cssText=t,{element:n,announce(a,i=100){clearTimeout(o),n.textContent="",o=setTimeout(()=>n.textContent=a,i)}}}var we=["bottom","top","right","left"];function lt(e){return we.map((t,n)=>we[we.indexOf(e)^n])}function ct(e,{width:t,height:n},o,a){let{offsetLeft:i,offsetTop:s}=o,l=i+o.width,c=s+o.height,b=re(e.left,i,l),m=re(e.right,i,l),N=re(e.top,s,c),P=re(e.bottom,s,c),I={bottom:c-P-n,top:N-s-n,right:l-m-t,left:b-i-t},u=a.find(B=>I[B]>=27)??[...a].sort((B,y)=>I[y]-I[B])[0],r=(b+m)/2,p=(N+P)/2,k=u==="left"?b-19-t:u==="right"?m+19:r-t/2,f=u==="top"?N-19-n:u==="bottom"?P+19:p-n/2,x=Math.round(re(k,i+8,l-8-t)),L=Math.round(re(f,s+8,c-8-n)),[O,F]=u==="left"||u==="right"?[p-L,n]:[r-x,t];return{left:x,top:L,side:u??"center",arrow:re(O,18,F-18)}}function re(e,t,n){return Math.max(t,Math.min(e,n))}function dt(){let e=document.createElement("div"),{style:t}=e;return e.className="dj-tutorial-spotlight",e.ariaHidden="true",e.popover="manual",t.cssText="inset:auto;border:0;padding:0;background:none;pointer-events:none",{element:e,frame({left:n,top:o,width:a,height:i},s){t.left=`${(n-10)/s}px`,t.top=`${(o-10)/s}px`,t.width=`${(a+20)/s}px`,t.height=`${(i+20)/s}px`}}}var ut="dj-tutorial-bubble__",zt=500;function ie(){return document.querySelector("#dj-tutorial-bubble")}function mt(e){let{style:t}=e,n=ft(e.dataset.position)??"bottom",o=dt(),a=Le("dj-tutorial-announcer","position:fixed;clip-path:inset(50%)"),i=[o.element,a.element],s=ce(),l=document.body,c=null,b=!1,m=null,N="",P=[],I=0;function u(){b=!0,m=e.getAttribute("style"),l=e.parentNode,c=e.nextSibling,t.cssText+=";position:fixed;inset:0 auto auto 0;margin:0",s.attribute(e,"data-visible","true"),s.attribute(e,"hidden",null);let y=getComputedStyle(e).borderStyle!=="none";s.attribute(e,"popover","manual"),y||(t.border="0");for(let $ of e.querySelectorAll("button"))s.attribute($,"tabindex","-1");r()}function r(){e.before(...i),k()}function p(y){if(e.parentNode===y)return;let $=G();oe(e,y,c?.parentNode===y?c:null),r(),J(e,$)&&V($)}function k(){for(let y of[o.element,e])y.popover&&(y.hidePopover(),y.showPopover())}function f(y){t.boxSizing=t.maxWidth=t.maxHeight="";let{width:$,height:w}=e.getBoundingClientRect(),R=$>y.width-16,M=w>y.height-16;(R||M)&&(t.boxSizing="border-box"),R&&(t.maxWidth=`${y.width-16}px`),M&&(t.maxHeight=`${y.height-16}px`)}function x(y){P.sort(($,w)=>+y($)-+y(w))}function L(y){return e.querySelector(`.${ut}${y}`)}function O(y,$){let w=L(y);w&&w.textContent!==$&&(w.textContent=$)}function F(y,$,w){let R=L(y);R&&s.attribute(R,$,w?"":null)}function B(y,$){let w=L(y)?.dataset.names?.split("|");w&&O(y,w[+$])}return{element:e,isShown:()=>b,owns:y=>y===e||i.includes(y),controls:()=>[...e.querySelectorAll("button")].filter(Y),control:y=>["skip","back","cancel","pause"].find($=>y.closest(`.${ut}${$}`)),fill({text:y,position:$,step:w,total:R,only_timeout:M},j){O("text",y),O("step",(e.dataset.step??"").replace("{step}",`${w+1}`).replace("{total}",`${R}`)),t.setProperty("--docent-progress",`${(w+1)/R}`);let g=!!M&&!j;F("back","hidden",!w),F("pause","hidden",!j),F("skip","data-next",g),B("skip",g),N="",P=lt(ft($)??n),clearTimeout(I)},isBusy:()=>b&&e.matches(":hover,:focus-visible,:has(:focus)"),rename:B,show(y){b||u(),p(Ne(y,"dialog:modal,:popover-open")??l)},raise:k,follow(y){let $=visualViewport,w=y?.getBoundingClientRect()??new DOMRect($.offsetLeft+$.width/2,$.offsetTop+$.height/2);N!==(N=`${$.width} ${$.height}`)&&f($);let R=e.getBoundingClientRect(),M=G(),{left:j,top:g,right:E,bottom:C}=M.getBoundingClientRect(),d=D=>ct(w,R,$,y?D:[]),v=J(e,M)||y!==M&&J(M,y),h=D=>!v&&D.left<E&&j<D.left+R.width&&D.top<C&&g<D.top+R.height;x(D=>h(d([D])));let T=d(P),_=e.currentCSSZoom??1;return t.left=`${T.left/_}px`,t.top=`${T.top/_}px`,t.setProperty("--docent-arrow",`${T.arrow/_}px`),e.dataset.side!==T.side&&s.attribute(e,"data-side",T.side),o.frame(w,_),h(T)},stepAside(){clearTimeout(I),I=setTimeout(()=>x(y=>y===e.dataset.side),zt)},focus:()=>b&&V(e),announce:a.announce,hide(){if(b){b=!1,a.announce(""),p(l),e.matches(":popover-open")&&e.hidePopover();for(let y of i)y.remove();s.revert(),ue(e,"style",m),O("text",""),O("step",""),B("skip",!1),B("pause",!1)}}}}function ft(e){return we.find(t=>t===e)}function pt(){let{element:e,announce:t}=Le("docent-notice","position:fixed;bottom:0;background:Canvas;color:CanvasText");return{show(n,o){document.body.append(e),t(ie()?.dataset[n]??"",o)},hide:()=>e.remove()}}var Jt=64,qt=16*2**20,Vt=250,Wt=45e3,Ut=3e4,Yt=2e3,je=250,Xt=3e4,Qt=5e3;function gt({docent:e,digest:t,build:n},o,a){let i=location.href.split("#")[0],s=pt(),l,c=!1,b=!1,m=!1,N,P=0,I=1/0,u=0,r=0,p=[],k,f,x=0,L=0,O=0,F=0,B=0,y={welcome(S,A,W,Q,_e){if(clearTimeout(O),O=0,s.hide(),m=!1,c=!0,I=Q,o.tour.welcome(_e),P=A,S!==N){for(let Je of p)Je.c&&C(Je,"session over");N&&o.formState.reset(),N=S,u=W,r=0,k=void 0}j(W),g(!0),k&&d(["t",...k])},frame(S){if(!S.isSnapshot&&S.s!==r+1)throw Error("shape");j(S.c),r=S.s;let A=o.apply(S);A.length?R(A):x||=setTimeout(R,Vt)},part(S,A,W){if(f??={id:S,text:""},f.text+=W,f.id!==S||f.text.length>qt)throw Error("shape");if(!A)return;let Q=f.text;f=void 0,He(Q,y)},refused(S,A,W){let Q=p.find(_e=>_e.c===S)?.name??S;E(Q,`${W} (${A})`,A==="handler_failed"?"debug":"warn"),j(S)},heartbeat(){B=0,R()},draining:S=>{_(Math.random()*S)}};function $(){clearTimeout(F),F=0;let S=l=new WebSocket(i.replace(/^http/,"ws"),"docent.2");S.onopen=()=>d(["h",{page:e,session:N,epoch:P,ack:r,digest:t,build:n,run:o.tour.at()}]),S.onmessage=({data:A})=>{S===l&&w(String(A))},S.onclose=({code:A})=>{S===l&&h(A)},Se()}function w(S){Se(),a("in",S);try{He(S,y)}catch(A){console.error("docent: bad frame:",A),r=0,T(l)}}function R(S=[]){M(),c&&d(S.length?["k",r,S]:["k",r])}function M(){clearTimeout(x),x=0}function j(S){p=p.filter(A=>!A.c||A.c>S)}function g(S){if(c){for(let A of p){if(A.c){if(!S)continue}else{if(A.text=JSON.stringify(["e",u+1,A.name,A.params,r].concat(A.to??[])),new Blob([A.text]).size>I){C(A,"too large");continue}A.c=++u,M()}v(A.text)}j(0)}}function E(S,A,W="warn"){console[W](`docent: event "${S}" refused: ${A}`)}function C(S,A){return E(S.name,A),S.c=-1,S}function d(S){v(JSON.stringify(S))}function v(S){a("out",S),l.send(S)}function h(S){if(D(),S===4401)m?X("stale"):fe();else if(S===4409)X("taken");else if(S===4410){let[A]=performance.getEntriesByType("navigation");(P||A.type!=="reload")&&setTimeout(()=>U()||location.reload(),Math.random()*Qt),X("stale")}else te()}function T(S){S===l&&(D(),te(),S?.close())}function _(S){let A=l;return setTimeout(()=>T(A),S)}function D(){l=f=void 0,c=!1,M(),clearTimeout(L),!O&&(O=setTimeout(()=>o.tour.abandon(),Ut),s.show("lost",Yt))}function te(){m=!1;let S=Math.min(Xt,je*2**++B);F=setTimeout($,je+Math.random()*(S-je))}function ne(){F&&$()}function X(S){b=!0,o.tour.abandon(),s.show(S)}async function fe(){try{let S=await fetch(i,{headers:{Accept:"application/docent+json"}});if(S.status>=500)return te();let{page:A}=await S.json().catch(()=>({}));if(typeof A!="string")return X("stale");e=A,m=!0,$()}catch{te()}}function Se(){clearTimeout(L),L=_(Wt)}return addEventListener("offline",()=>l&&T(l)),addEventListener("online",ne),document.addEventListener("visibilitychange",ne),e?$():fe(),{isOpen:()=>c,push(S,A,W){let Q={c:0,name:S,params:A,to:W};return b?C(Q,"session over"):p.length>=Jt?C(Q,"too many wait"):(p.push(Q),g(!1),Q)},report(S){return r?(/^[hr]/.test(S[2])||(k=S),c&&d(["t",...S]),c):!1}}}var Zt=150;function ht(e){let{narration:t,highlight:n,ledger:o,isNews:a,isTimed:i}=e,{target:s}=t,l=t.on_missing==="center",c=new AbortController,b=[],m,N,P=-1/0,I=0,{narrate:u}=e,r=!a,p=r,k=!1,f=r,x,L=!1;function O(){try{let d=le(s);return d.find(Y)??d[0]}catch{return}}function F(){return N&&Y(N)?N:void 0}function B(){r||(r=!0,y(),F()||e.missing())}function y(){let d=O();N&&N!==d&&o.withdraw(N,n),N=d,d&&n.some(h=>!d.classList.contains(h))&&o.classes(d,n,[]);let v=(d||l)&&u;v&&(u=void 0,v(d??document.body),c.signal.aborted)||(i&&(L&&=!!m?.isBusy(),e.holdStill(e.isPaused()||document.hidden||!L&&!!m?.isBusy())),$(),v&&w(d),d&&b.length&&e.perform(b.splice(0)),r&&!p&&m?.isShown()&&(p=!0,m.announce(t.text)))}function $(){if(!m)return;let d=F();if(d)P=performance.now(),r&&(!f&&!U()&&et(d),f=!0);else if(performance.now()-P<Zt)return;if(d||l){k&&=m.isShown(),m.show(d),k||m.fill(t,i),k=!0,m.rename("pause",e.isPaused());let v=m.follow(d),h=G();v&&h!==x&&h.matches(":focus-visible")&&he(x=h,"start")}else m.hide()}function w(d){if(!e.movesFocus||U())return;let v=G();d&&(J(d,v)||V(d))||!m?.focus()||(p||=v!==m.element)}function R(){I=requestAnimationFrame(()=>{R(),y()})}function M(){let d=G();return J(m?.element,d)||J(N,d)}function j({target:d}){let v=m.control(d);v?e.control(v,d):m.stepAside(),L=v==="pause"}function g(d){let v=d.target;v.matches(":popover-open")&&m.isShown()&&!m.owns(v)&&m.raise()}function E(d){if(!(!xe(d)||!m.isShown()))if(d.key==="Tab"){let v=C(m,d.shiftKey);if(!v)return;d.preventDefault(),v.focus()}else d.key==="Escape"&&(M()||G()===document.body&&document.querySelector("dialog:modal")===m.element.closest("dialog:modal"))&&(d.preventDefault(),d.stopImmediatePropagation(),e.control("cancel"))}function C({element:d,controls:v},h){let T=pe(d.closest("dialog:modal")??document).filter(X=>X===N||ge(X)&&!J(d,X)),_=Math.max(0,T.indexOf(N));T.splice(_,N&&!ge(N)?1:0,...v());let D=G(),te=D===d?_-(h?0:1):T.indexOf(D),ne=T[te+(h?-1:1)];return ne&&(J(d,D)||J(d,ne))?ne:void 0}return R(),{selector:s,find:O,postpone:d=>{b.push(d)},attach(d){let{signal:v}=c;m=d,m.element.addEventListener("click",j,{signal:v}),addEventListener("keydown",E,{signal:v,capture:!0}),document.addEventListener("toggle",g,{signal:v,capture:!0}),document.addEventListener("visibilitychange",y,{signal:v})},settle:B,tick:y,holdsFocus:M,close(){cancelAnimationFrame(I),c.abort(),m=void 0,N&&o.withdraw(N,n)}}}var en=5e3;function bt(e){let t=ce(),n,o,a,i,s,l=-1/0,c,b=!1,m=!0,N=!1,P="",I="",u="";function r(w){s=w,l=performance.now()}function p(){return performance.now()-l<en}function k(w){return n?(I!==(I=n+w)&&e.report([...n,w]),!0):!1}function f(w){n&&w!==(P===String(n))&&e.report([...n,w?"hold":"resume"])&&(P=w?String(n):"")}function x(w,R,M){F(),o=ht({narration:w,isTimed:m&&!!w.timeout,highlight:de(M?.highlight),ledger:t,isNews:R,movesFocus:R&&(b||p()),narrate:M&&(j=>{a=w,be(j,M.event,w),a=void 0}),perform:L,missing(){let{target:j,step:g}=w;k("missing"),be(document,"docent:missing",{target:j,step:g})},control(j,g){g&&r(g),j==="pause"?N=!N:k(j)||y()},isPaused:()=>N,holdStill:f})}function L(w){let R=e.source();return w.map((M,j)=>{if(M.name==="end"&&F(),M.shown){let{narration:E}=M.shown;return x(E,u!==(u=`${n},${E.step}`),M.shown),o?.tick(),!o?.find()&&w.slice(j).some(({name:C})=>C==="end")?"missing":void 0}let g=Me(M,{ledger:t,step:o,isPolite:!0,source:R,push:e.push});return g==="missing"&&M.options.to===o?.selector&&o?.postpone(M),g})}function O(w){let{detail:R}=w;if(!Fe(R)||a&&a!==R)return;let M=ie();M&&!i?.isShown()&&i?.element!==M&&(i=mt(M)),i&&(a||x(R,!0),o?.attach(i),a||o?.settle())}function F(){o?.close(),o=void 0}function B(){F(),i?.hide()}function y(){let w=o?.holdsFocus()&&!U()&&[c,o.find()];B(),w&&w.some(R=>R&&V(R))}function $(w){w?y():B(),t.revert(),n=void 0,w&&(c=void 0)}return document.addEventListener(ie()?.dataset.event||"tour:narrate",O),document.addEventListener("tour:hide",y),{ledger:t,at:()=>n,owns:w=>!!i?.owns(w),gesture:r,enter(w,R){let M=w?.at[0]!==n?.[0];(M||R)&&$(!w),!(!M||!w)&&(N=!1,b=p(),b&&!i?.element.contains(s)&&(c=s))},perform(w){n=w.at;let R=L(w.ops);return o?.settle(),o||i?.hide(),R},tick:()=>o?.tick(),report:k,welcome(w){m=w,P=""},abandon:()=>$(!0)}}function tn(e,t){let n=(l,c,b)=>{let[,m]=/^(skip|back|cancel)_tutorial$/.exec(l)??[];return m&&o.report(m)?{c:-1}:i.push(l,c,b)},o=bt({source:Be,push:n,report:l=>i.report(l)}),a=at(o,qe(),n),i=gt(e.dataset,a,(l,c)=>{t?.(l,c),s.debug&&console.debug("docent",l,c)});Xe(a,n);let s={debug:!1,get connected(){return i.isOpen()}};Object.assign(window,{docent:s})}function yt(e){function t(){let n=document.querySelector("script[data-docent]");n&&!Object.hasOwn(window,"docent")&&tn(n,e?.())}document.readyState==="loading"?document.addEventListener("DOMContentLoaded",t):t()}function wt({forgotten:e,story:t},n,o,a){let i=l=>new Date(performance.timeOrigin+l).toISOString(),s={taken:i(performance.now()),browser:navigator.userAgent,state:a,latency:t.latency,timeline:n.map(({at:l,text:c})=>({at:i(l),text:c})),forgotten:e,frames:o.map(({at:l,direction:c,kind:b,summary:m,text:N,length:P})=>{let I=P>N.length?{cut:N,length:P}:{frame:nn(N)};return{at:i(l),direction:c,kind:b,summary:m,...I}})};return JSON.stringify(s,void 0,2)}async function vt(e){try{return await navigator.clipboard.writeText(e),!0}catch{return!1}}function nn(e){try{return JSON.parse(e)}catch{return e}}function H(e,t={},...n){let o=Object.assign(document.createElement(e),t);return o.append(...n),o}function ee(e,t){e.textContent!==t&&(e.textContent=t)}function St(e,t){for(;e.children.length>t.length;)e.lastElementChild.remove();t.forEach((n,o)=>ee(e.children[o]??e.appendChild(H("li")),n))}function Ae(e){let t=new Date(performance.timeOrigin+e),n=o=>String(o).padStart(2,"0");return`${n(t.getHours())}:${n(t.getMinutes())}:${n(t.getSeconds())}.${String(t.getMilliseconds()).padStart(3,"0")}`}function Re(e,t){let n=new Map,o=H("ol",{className:e});return{list:o,show(a){let i=new Set(a);for(let[s,l]of n)i.has(s)||(l.remove(),n.delete(s));for(let s of a){if(n.has(s))continue;let l=t(s);n.set(s,l),o.prepend(l)}},shown:()=>[...n]}}var xt="not a frame that this panel knows",on=new Map([["timed_out","its time was over"],["satisfied","the visitor had done it already"],["back","back to the step before"],["missing","its target is missing"],["superseded","a newer run took its place"]]),rn={skip:"skipped",back:"back",cancel:"cancelled"},Nt={h:"hello",e:"event",t:"control",k:"ack",w:"welcome",f:"frame",s:"snapshot","+":"part",x:"refusal",p:"heartbeat",d:"draining"},Tt=[...Object.values(Nt),"unknown"];function Ot(){let e=new Map,t=[],n,o=!0,a="",i=[],s,l,c,b,m=0,N=0,P=!1,I=[];function u(g,E){I.push({at:g,text:Pe(E)})}function r(g){return N+(P?0:g-m)}function p(g,E){N=r(E),m=E,P=g}function k(g,E){return g.map(C=>{let{name:d,at:v}=e.get(C);e.delete(C);let h=E-v;return t=[...t,h].slice(-100),{name:d,ms:h}})}function f(g,E,C){let d=[...e.keys()].filter(v=>v<=E);return g?d:d.slice(0,C?0:1)}function x(g,E){return c?.run===g&&c?.visit===E}function L(g,E,C,d){let[v,h,T]=q(E);for(let _ of g)O(_,v,h,d);c&&(C||s!==v)&&(s===v&&q(T).some(D=>Et(D)&&x(v,h))||F("the page missed why",d)),s!==v&&(s!==void 0&&B("the page missed how",d),v!==void 0&&u(d,`Run ${K(v)} started`),s=v);for(let _ of q(T))O(_,v,h,d)}function O(g,E,C,d){let[v,h]=q(g),T=Object(h);if(v==="end"){let _=K(T.cause);F(on.get(_)??_,d)}else if(v==="over")B(K(T.outcome),d);else if(Et(g)&&!x(E,C)){let _=c=an(E,C,T);l=_.tour;let D=_.timeout&&o?`, for ${_.timeout/1e3} s at most`:"";u(d,`${Ce(_)} shown at ${_.target}${D} (visit ${K(C)})`),b=void 0,P=!1,N=0,m=d}}function F(g,E){u(E,`${c?Ce(c):"A step that was not shown"} ended: ${g}`),c=void 0}function B(g,E){u(E,`${s===void 0?"A run that was not shown":`Run ${K(s)}${l?` of ${l}`:""}`} ended: ${g}`),s=l=void 0}function y([,g,E,,C],d){let v=n!==g;return v&&e.clear(),u(d,n===void 0?"Connected: a new session":v?"Connected again: another session, the last one is over":"Connected again: the same session"),n=g,o=Object(C).timers!==!1,p(!1,d),`${v?"a new session":"the same session"}, epoch ${K(E)}${o?"":", steps have no timers"}`}function $([,g,E,C],d){if(a+=typeof C=="string"?C:"",a.length>16777216&&(a=""),E!==!0)return`of message ${K(g)}`;let v=a;return a="",`the last of message ${K(g)}: ${R(kt(v),d)}`}function w([g,E,C,d,v,h],T){let _=g==="s",[D,te]=_?[q(h),v]:[q(v),h],[ne,X,fe]=q(te);i=[...D,...q(fe)];let Se=b!==void 0&&i.some(A=>sn(A)===b),S=k(f(_,Number(C),Se),T);return L(D,te,_,T),[`#${K(E)}`,...S.map(({name:A,ms:W})=>`answers ${A} after ${Math.round(W)} ms`),_||q(d).length?"renders":"",Ge(D),ne?`visit ${K(X)}: ${Ge(q(fe))||"nothing"}`:""].filter(Boolean).join(" \xB7 ")}function R(g,E){switch(g[0]){case"w":return typeof g[1]=="string"?y(g,E):xt;case"f":case"s":return w(g,E);case"+":return $(g,E);case"x":{let[,C,d,v]=g,h=Number(C),T=e.get(h)?.name??`event ${K(C)}`;return e.has(h)&&k([h],E),u(E,`${T} was refused: ${K(v)} (${K(d)})`),`${T}: ${K(v)} (${K(d)})`}case"d":return u(E,"The server is draining: the page will reconnect"),`reconnect within ${K(g[1])} ms`;case"p":return"";default:return xt}}function M([g,E,C,d],v){switch(g){case"h":return a="",n!==void 0&&u(v,"The connection was lost; there is a new one"),n===void 0?"asks for a session":"asks for its session again";case"e":{let[h,T]=[Number(E),K(C)],_=e.has(h);return!_&&e.size<100&&e.set(h,{name:T,at:v}),`#${h} ${T}${_?", again":""}`}case"t":return j(K(d),v),`visit ${K(C)}: ${K(d)}`;case"k":{let h=q(C).map(T=>{let[,_,D]=q(T);return`${Ge([i[Number(_)]])}: ${K(D)}`});for(let T of h)u(v,`An operation failed: ${T}`);return[`up to #${K(E)}`,...h].join(" \xB7 ")}default:return""}}function j(g,E){g==="hold"||g==="resume"?(p(g==="hold",E),u(E,g==="hold"?"The step's time is held":"The step's time continues")):g==="missing"?u(E,`The step's target is missing${c?`: ${c.target}`:""}`):(b=rn[g],u(E,`${g} was chosen`))}return{get shown(){return c&&{...c,timeout:o?c.timeout:void 0}},get isHeld(){return P},get unanswered(){return Array.from(e.values(),({name:g})=>g)},get latency(){let g=t.toSorted((C,d)=>C-d),E=g.length;return E?{last:t[E-1],median:(g[E-1>>1]+g[E>>1])/2,count:E}:void 0},elapsed:r,take(g,E,C){I=[];let d=kt(C),v=E==="in"?R(d,g):M(d,g);return{kind:Nt[K(d[0])]??"unknown",summary:Pe(v),moments:I}},forget(){t=[]}}}function Et(e){let[t,n]=q(e);return t==="step"&&typeof Object(n).target=="string"}function sn(e){let[t,n]=q(e);return t==="end"?Object(n).cause:void 0}function an(e,t,n){let{tour:o,name:a,target:i,step:s,total:l,timeout:c,only_timeout:b,on_missing:m}=n;return{run:e,visit:t,tour:K(o),name:typeof a=="string"?a:void 0,target:K(i),step:Number(s),total:Number(l),timeout:typeof c=="number"?c:void 0,isOnlyTimed:b===!0,isCentered:m==="center"}}function Ce({tour:e,name:t,step:n,total:o}){return`${e}: step ${n+1} of ${o}${t===void 0?"":` (${t})`}`}function Ge(e){return e.map(t=>{let[n,o]=q(t),{to:a,target:i,cause:s,outcome:l}=Object(o),c=a??i??s??l;return c===void 0?K(n):`${K(n)} ${K(c)}`}).join(", ")}function Pe(e){return e.length>400?`${e.slice(0,400)}\u2026`:e}function K(e){return typeof e=="string"?e:JSON.stringify(e)??"?"}function kt(e){try{return q(JSON.parse(e))}catch{return[]}}function q(e){return Array.isArray(e)?e:[]}var ln=80;function Lt(e){let t=H("input",{type:"search",placeholder:"Filter",ariaLabel:"Filter by text",autocomplete:"off",spellcheck:!1}),n=Mt("Direction",[["","Both ways"],["out","Sent"],["in","Received"]]),o=Mt("Kind",[["","All kinds"],...Tt.map(l=>[l,l])]),a=H("div",{className:"row"},t,n,o),i=Re("frames",l=>H("li",{hidden:!s(l)},cn(l)));a.addEventListener("input",()=>{for(let[l,c]of i.shown())c.hidden=!s(l);e()});function s(l){let c=t.value.trim().toLowerCase();return(!n.value||l.direction===n.value)&&(!o.value||l.kind===o.value)&&`${l.kind} ${l.summary} ${l.text}`.toLowerCase().includes(c)}return{filter:a,list:i.list,show:i.show,passing:()=>i.shown().flatMap(([l,{hidden:c}])=>c?[]:l)}}function Mt(e,t){return H("select",{ariaLabel:e},...t.map(([n,o])=>H("option",{value:n},o)))}function cn(e){let{at:t,direction:n,kind:o,summary:a}=e,i=H("pre",{tabIndex:0,role:"group",ariaLabel:"The frame"}),s=H("details",{},H("summary",{},H("span",{className:"at"},Ae(t)),H("span",{className:`way ${n}`},n==="out"?"\u2191 sent":"\u2193 received"),H("span",{className:"kind"},o),H("span",{className:"summary"},a)),i);return s.addEventListener("toggle",()=>ee(i,s.open?dn(e):"")),s}function dn({text:e,length:t}){let n=t>e.length?`
\u2026 ${t-e.length} characters more were not kept`:"";try{return e.length>ln?JSON.stringify(JSON.parse(e),void 0,2)+n:e}catch{return e+n}}var $t=`/*
 * The debug panel's own styles, inside its shadow root. They follow the person's
 * preferences and not the page, whose styles must not reach the panel: hence
 * \`!important\` on the properties of the host, which the page could set.
 */

:host {
  all: initial !important;
  /* Not part of \`all\`; the panel is in English. */
  direction: ltr !important;
  color-scheme: light dark !important;
  position: fixed !important;
  inset: auto 0 0 !important;
  box-sizing: border-box !important;
  inline-size: auto !important;
  max-inline-size: none !important;
  block-size: min(45vh, 30rem) !important;
  border-block-start: 1px solid light-dark(#8a93a5, #6b7588) !important;
  background: light-dark(#fff, #161b26) !important;
  color: light-dark(#111827, #e8ecf4) !important;
  font: 13px/1.45 system-ui, sans-serif !important;
  text-align: start !important;
  box-shadow: 0 0 24px rgb(0 0 0 / 0.25) !important;
}

:host(:not(:popover-open)) {
  display: none !important;
}

:host(:popover-open) {
  display: block !important;
}

:host([data-top]) {
  inset: 0 0 auto !important;
  border-block: 0 1px solid light-dark(#8a93a5, #6b7588) !important;
  border-block-start: 0 !important;
  border-block-end: 1px solid light-dark(#8a93a5, #6b7588) !important;
}

:host(:focus-visible),
:focus-visible {
  outline: 2px solid light-dark(#1d4ed8, #93b4ff) !important;
  outline-offset: -2px !important;
}

* {
  box-sizing: border-box;
}

[hidden] {
  display: none !important;
}

.panel {
  display: flex;
  flex-direction: column;
  block-size: 100%;
}

.row {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 6px;
}

.bar {
  flex: none;
  padding: 6px 10px;
  border-block-end: 1px solid light-dark(#d5dae3, #313a4c);
}

h2,
h3,
p,
ul,
ol {
  margin: 0;
  padding: 0;
  list-style: none;
}

h2 {
  margin-inline-end: 6px;
  font-size: 14px;
}

h3 {
  margin-block-end: 4px;
  font-size: 13px;
}

button,
input,
select {
  min-block-size: 26px;
  padding: 2px 8px;
  border: 1px solid light-dark(#7b8496, #76819a);
  border-radius: 4px;
  background: light-dark(#f4f6fa, #232b3b);
  color: inherit;
  font: inherit;
}

button {
  cursor: pointer;
}

input {
  flex: 1 1 8rem;
  min-inline-size: 0;
}

input::placeholder {
  color: light-dark(#5b6474, #a9b3c6);
}

textarea {
  flex: none;
  block-size: 6rem;
  margin: 6px 10px;
  border: 1px solid light-dark(#7b8496, #76819a);
  background: transparent;
  color: inherit;
  font: 12px/1.4 ui-monospace, monospace;
}

.parts {
  display: grid;
  grid-template: minmax(0, 1fr) / minmax(0, 2fr) minmax(0, 3fr);
  flex: 1;
  min-block-size: 0;
}

.summary-parts {
  display: grid;
  /* As high as the state needs, up to two thirds. */
  grid-template-rows: fit-content(66%) minmax(0, 1fr);
  min-block-size: 0;
  border-inline-end: 1px solid light-dark(#d5dae3, #313a4c);
}

section {
  overflow: auto;
  padding: 8px 10px;
  overflow-wrap: anywhere;
}

.summary-parts section + section {
  border-block-start: 1px solid light-dark(#d5dae3, #313a4c);
}

.timeline li,
.state li {
  padding-block: 2px;
}

.timeline li {
  display: grid;
  grid-template-columns: max-content minmax(0, 1fr);
  align-items: baseline;
  gap: 0 8px;
}

.count {
  padding-block: 4px;
  color: light-dark(#4b5563, #b3bccd);
}

summary {
  display: grid;
  grid-template-columns: 1em max-content 5.5em 6em minmax(0, 1fr);
  align-items: baseline;
  gap: 0 8px;
  min-block-size: 24px;
  padding-block: 2px;
  cursor: pointer;
}

summary::before {
  content: "\u25B8";
}

[open] > summary::before {
  content: "\u25BE";
}

.at,
pre {
  font: 12px/1.4 ui-monospace, monospace;
}

.at {
  color: light-dark(#4b5563, #b3bccd);
}

.way {
  color: light-dark(#1d4ed8, #93b4ff);
}

.out {
  color: light-dark(#9a3412, #fdba74);
}

.kind {
  font-weight: 600;
}

pre {
  max-block-size: 16rem;
  margin: 2px 0 8px;
  padding: 6px 8px;
  overflow: auto;
  background: light-dark(#f4f6fa, #0e121a);
  white-space: pre-wrap;
}

/* On a phone the parts are below each other. */
@media (width < 700px) {
  :host {
    block-size: 60vh !important;
  }

  .parts {
    display: block;
    overflow: auto;
  }

  .summary-parts {
    display: block;
    border: 0;
  }

  section {
    overflow: visible;
  }

  /* A frame's summary gets a line of its own. */
  .summary {
    grid-column: 2 / -1;
  }

  .parts > section {
    border-block-start: 1px solid light-dark(#d5dae3, #313a4c);
  }
}
`;var fn=/^dj-(?:click|submit|change|input|keydown|keyup|focus|blur)\b/;function At({shown:e,isHeld:t,unanswered:n,elapsed:o},a,i){let s=[];if(a||s.push("The connection is lost: nothing happens until the server is back."),n.length&&s.push(`Not answered yet: ${n.join(", ")}.`),!e)return[...s,"No step is on the page."];let{target:l,timeout:c}=e;if(s.push(`${Ce(e)}, at ${l}.`,...pn(l,e.isCentered)),c){let m=Math.max(0,c-o(i))/1e3;s.push(`Its time: ${m.toFixed(1)} s left of ${c/1e3} s${t?`, held: ${mn()}`:""}.`)}let b=[c?"when its time is over":"",e.isOnlyTimed?"":"by a handler or a flow of the server","by a button of the bubble"];return s.push(`It ends ${b.filter(Boolean).join(", or ")}.`),s}function mn(){let e=ie();return document.hidden?"the tab is hidden":e?.matches(":hover")?"the pointer is at the bubble":e?.contains(G())?"the focus is in the bubble":"it was paused"}function pn(e,t){let n=hn(e),o=t?"the bubble is in the middle of the view":"the step waits for it, unless its on_missing is skip or cancel";if(!n.length)return[`Its target is missing: nothing on the page matches; ${o}.`];if(!n.some(Y))return[`Its target is on the page but not visible; ${o}.`];let a=n.length>1?[`${n.length} elements match: the first that is visible is the target.`]:[],i=gn(n.find(Y));return i?[...a,`Its target calls ${i}.`]:a}function gn(e){return e.getAttributeNames().filter(n=>fn.test(n)).map(n=>`${e.getAttribute(n)} (${n})`).join(", ")}function hn(e){try{return le(e)}catch{return[]}}var bn=250,yn=["keydown","keyup","click","input","change"];function Rt(e){let t;return{toggle(){t?t():t=wn(e,()=>t=void 0)}}}function wn(e,t){let n=G(),o=new AbortController,{signal:a}=o,i=!1,s=0,l=[],c=0,b,m=H("ul",{className:"state"}),N=Re("timeline",({at:h,text:T})=>H("li",{},H("span",{className:"at"},Ae(h)),H("span",{},T))),P=H("p",{className:"status",role:"status"}),I=H("p",{className:"count"}),u=H("textarea",{readOnly:!0,hidden:!0,ariaLabel:"The JSON, to be copied by hand"}),r=Lt(()=>ee(I,F())),p=ve("Pause",()=>{i=!i,s=O(),ee(p,i?"Resume":"Pause"),y()}),k=ve("To the top",()=>{let h=f.toggleAttribute("data-top");ee(k,h?"To the bottom":"To the top")}),f=H("docent-panel",{lang:"en",popover:"manual",role:"dialog",ariaLabel:"docent: debug panel",tabIndex:-1}),x=f.attachShadow({mode:"open"}),L=new CSSStyleSheet;L.replaceSync($t),x.adoptedStyleSheets=[L],x.append(H("div",{className:"panel"},H("div",{className:"row bar"},H("h2",{},"docent"),p,ve("Clear",g),ve("Copy as JSON",()=>{E()}),k,ve("Close",C),P),u,H("div",{className:"parts"},H("div",{className:"summary-parts"},ze("Why it waits",m),ze("Timeline, newest first",N.list)),ze("Frames, newest first",r.filter,I,r.list))));function O(){return e.forgotten+e.frames.length}function F(){let{forgotten:h}=e,T=`${r.passing().length} of ${r.list.childElementCount} frames`;return i?`${T}; paused, ${O()-s} more have come`:h?`${T}, ${h} older ones are not kept`:T}function B(){let{story:h}=e,{latency:T}=h,_=D=>`${D.toFixed(D<10?1:0)} ms`;return[...At(h,docent.connected,performance.now()),T?`From an event to its answer: ${_(T.last)} last, ${_(T.median)} median of ${T.count}.`:"No event has been answered yet."].map(Pe)}function y(){c=0,R(),St(m,B()),i||({moments:l}=e,r.show(e.frames),N.show(l)),ee(I,F())}function $(){c||=requestAnimationFrame(y)}function w(){let h=G();b=J(f,h)?h:void 0}function R(){let h=[...document.querySelectorAll("dialog:modal")].at(-1)??document.body;if(f.parentNode===h&&M())return;let T=b;M()&&f.hidePopover(),oe(f,h,null),f.showPopover(),T&&V(T)}function M(){return f.matches(":popover-open")}function j(h){h.target===f&&h.stopImmediatePropagation(),!(h.target===f||h.newState!=="open")&&(M()&&f.hidePopover(),R())}function g(){e.clear(),s=0,l=[],r.show([]),N.show([]),y(),ee(P,"Cleared")}async function E(){let h=r.passing(),T=wt(e,l,h,B()),_=await vt(T);u.hidden=_,u.value=_?"":T,ee(P,_?`Copied: ${h.length} frames`:"The clipboard was refused: copy it from the field"),!_&&(u.focus(),u.select())}function C(){let h=!!b;e.listen(void 0),o.abort(),clearInterval(v),cancelAnimationFrame(c),f.remove(),h&&V(n),t()}function d(h){h.key!=="Escape"||!h.composedPath().includes(f)||(h.preventDefault(),h.stopImmediatePropagation(),C())}e.listen($);let v=setInterval(y,bn);addEventListener("keydown",d,{signal:a,capture:!0}),addEventListener("toggle",j,{signal:a,capture:!0}),document.addEventListener("close",$,{signal:a,capture:!0});for(let h of yn)f.addEventListener(h,T=>T.stopPropagation(),{signal:a});for(let h of[f,x])h.addEventListener("focusin",w,{signal:a}),h.addEventListener("focusout",()=>queueMicrotask(()=>f.isConnected&&w()),{signal:a});return y(),f.focus({preventScroll:!0}),C}function ve(e,t){let n=H("button",{type:"button"},e);return n.addEventListener("click",t),n}function ze(e,...t){return H("section",{tabIndex:0,ariaLabel:e},H("h3",{},e),...t)}var vn=500,Sn=500,xn=4*2**20,En=64*2**10;function Ct(){let e=Ot(),t=[],n=[],o=0,a=0,i;return{story:e,get frames(){return t},get moments(){return n},get forgotten(){return a},record(s,l){let c=performance.now(),b=e.take(c,s,l),m=kn(b.kind,l),N=m.slice(0,En);for(t.push({at:c,direction:s,kind:b.kind,summary:b.summary,text:N,length:m.length}),o+=N.length;t.length>vn||o>xn;)o-=t.shift().text.length,a++;n=n.concat(b.moments).slice(-Sn),i?.()},clear(){t=[],n=[],o=a=0,e.forget()},listen(s){i=s}}}function kn(e,t){let n="(left out)";return e==="hello"?JSON.stringify(JSON.parse(t),(o,a)=>o==="page"||o==="session"?n:a):e==="welcome"?JSON.stringify(JSON.parse(t).map((o,a)=>a===1?n:o)):t}yt(()=>{let e=Ct(),t=Rt(e);return addEventListener("keydown",n=>{Nn(n)&&(n.preventDefault(),t.toggle())},{capture:!0}),e.record});function Nn({key:e,code:t,ctrlKey:n,shiftKey:o,altKey:a,metaKey:i,repeat:s}){return(/^[a-z]$/i.test(e)?/d/i.test(e):t==="KeyD")&&n&&o&&!a&&!i&&!s}})();
