"use strict";(()=>{function B(e=document){let t=e.activeElement;return t?.shadowRoot?.activeElement?B(t.shadowRoot):t??document.body}function fe(e){return e===B()&&e.matches(":read-write,select")}function U(){return fe(B())}function J(e,t){return!!e&&!!t&&(e.contains(t)||J(e,t.getRootNode().host))}function Ee(e){return!(e.isComposing||e.ctrlKey||e.altKey||e.metaKey)}function me(e){return[...e.querySelectorAll("*")].flatMap(t=>t.shadowRoot?[t,...me(t.shadowRoot)]:t)}function pe(e){return(e.tabIndex>=0||e.matches("[contenteditable]:read-write"))&&!e.matches(":disabled,[inert] *,a:not([href])")&&Y(e)}function Y(e){return e.checkVisibility({checkVisibilityCSS:!0})}function q(e){return e.focus?.({preventScroll:!0}),e===B()}function ze(){let e=new WeakMap,t=new Map,n=new WeakMap;return{touched(o){t.delete(o.form)},sent:(o,a)=>{e.set(o,a)},submitted:(o,a)=>{t.set(o,a)},judge(o){let a=i=>{let s=t.get(i.form);return!!s&&s.c>0&&s.c<=o};return{answered:a,keeps(i){let s=e.get(i);return!!s&&(!s.c||s.c>o)||fe(i)&&!a(i)},isNews(i,s){let l=n.get(i)??s;return n.set(i,s),l!==s}}},settle(o){for(let[a,i]of t)i.c&&i.c<=o&&t.delete(a)},reset(){e=new WeakMap,t.clear()}}}function _e(e,t){let[n,o,a,i,s,l]=se(JSON.parse(e));switch(n){case"w":return t.welcome(z(o),W(a),W(i),W(ge(s).frame),ge(s).timers!==!1);case"f":return t.frame(Je(!1,o,a,se(i).map(Ct),s,l));case"s":return t.frame(Je(!0,o,a,[z(i)],l,s));case"+":return t.part(W(o),a===!0,z(i));case"x":return t.refused(W(o),z(a),z(i));case"p":return t.heartbeat();case"d":return t.draining(W(o));default:he(!1,n)}}function Je(e,t,n,o,a,i){return{isSnapshot:e,s:W(t),c:W(n),patches:o,ops:Se(a),run:Rt(i)}}function Se(e){return se(e).map(t=>{let[n,o]=se(t);return{name:z(n),options:ge(o)}})}function Ct(e){let[t,n]=se(e);return z(t==="html"&&n)}function Rt(e){if(e===0)return;let[t,n,o]=se(e);return{number:W(t),visit:W(n),ops:Se(o)}}function se(e){return he(Array.isArray(e),e)}function ge(e){return he(Object(e)===e&&!Array.isArray(e),e)}function z(e){return he(typeof e=="string",e)}function W(e){return he(Number.isSafeInteger(e),e)}function he(e,t){if(!e)throw Error("shape");return t}function qe(e){let t=e.trim();if(t.startsWith("["))return{chain:Se(JSON.parse(t))};let[,n,o]=/^([^\s()]+)\s*(?:\(([^]*)\))?$/.exec(t)??[];if(!n)throw Error("shape");return{name:n,params:o?.trim()?JSON.parse(`[${Pt(o)}]`):void 0}}function Pt(e){return e.replace(/"(?:[^"\\]|\\.)*"|'((?:[^'\\]|\\.)*)'/g,(t,n)=>n===void 0?t:JSON.stringify(n.replace(/\\(.)/g,"$1")))}function ae(e){let t=[document],n=[];for(let o of e.split(/\s>>>\s/))n=t.flatMap(a=>[...a.querySelectorAll(o)]),t=n.flatMap(({shadowRoot:a})=>a??[]);return n}function ke(e){return Te(e,"[dj-component]")?.getAttribute("dj-component")}function Te(e,t){return e&&(e.closest(t)??Te(e.getRootNode().host,t))}function Ie(){return{__proto__:null}}function We(e){let t=Ie();for(let{name:n,value:o}of e.attributes)n.startsWith("dj-value-")&&(t[n.slice(9).replaceAll("-","_")]=o);return t}function Ne(e){let t=Ie(),{name:n,value:o,type:a,checked:i,selectedOptions:s}=e;return n&&(t.name=n),e.matches("[type=checkbox],[type=radio]")&&(t.checked=i),a==="select-multiple"?t.value=[...s].map(l=>l.value):typeof o=="string"&&(t.value=o),t}function Ve(e,t){let n=Ie(),o=new FormData(e,t);for(let a of o.keys()){let i=o.getAll(a).map(s=>typeof s=="string"?s:s.name);n[a]=i.length>1?i:i[0]}return n}function Ue(e,t){let n=new Set,o=new WeakMap;function a(f,r,h=!1){let T=p=>{let S=p.composedPath()[0];S instanceof Element&&r(p,S,`dj-${f}`)};document.addEventListener(f,T,h)}a("click",(f,r,h)=>{let T=r.closest(`[${h}]`);!T||T.matches(":disabled")||(r.closest("a[href='#']")&&f.preventDefault(),P(),e.tour.gesture(T),w(h,T,r,()=>({})))}),a("submit",(f,r,h)=>{if(!(r instanceof HTMLFormElement)||!r.hasAttribute(h))return;f.preventDefault(),P(),e.tour.gesture(f.submitter??r);let T=Ve(r,f.submitter);w(h,r,r,()=>T,p=>e.drafts.submitted(r,p))}),a("input",i),a("change",i),a("keydown",s),a("keyup",s),a("focus",c,!0),a("blur",c,!0);function i({type:f},r,h){e.drafts.touched(r);let T=r.closest(`[${h}]`);T&&(f==="change"&&P(),w(h,T,r,()=>Ne(r),p=>e.drafts.sent(r,p)))}function s(f,r,h){if(f.isComposing||!f.key)return;let T=f.key.toLowerCase().replace(/^arrow/,"").replace(" ","space"),p=getComputedStyle(r).direction==="rtl"&&{left:"right",right:"left"}[T],S=`${h}.${p||T}`,A=`[${CSS.escape(S)}],[${h}]`,L=r.closest(A)??l(A,f);L&&(f.key==="Enter"&&P(),U()||e.tour.gesture(r),w(L.hasAttribute(S)?S:h,L,r,()=>({...Ne(r),key:f.key})))}function l(f,r){return r.defaultPrevented||r.repeat||!Ee(r)||U()?void 0:[...(document.querySelector("dialog:modal")??document).querySelectorAll(f)].find(T=>!T.firstElementChild&&!(T.tabIndex>=0))}function c({type:f},r,h){f==="blur"&&P(r),r.hasAttribute(h)&&w(h,r,r,()=>Ne(r))}function w(f,r,h,T,p){let S=It(r,f);if(!S)return;if(S.chain){e.run(S.chain,r);return}let{name:A,params:L}=S,H=ke(r),F=()=>{let g=t(A,L??{...T(),...We(r)},H);p?.(g)},v=g=>h.getAttribute(g)??r.getAttribute(g),M=!/^dj-(?:submit|focus|blur)$/.test(f),_=Number(v("dj-throttle"))-performance.now()+o.get(r),D=_>0?_:v("dj-debounce");!M||D===null?(o.set(r,performance.now()),F()):(p||!(_>0))&&(p?.({c:0}),m(r,f,h,Number(D),F))}function m(f,r,h,T,p){for(let L of n)L.element===f&&L.attribute===r&&k(L);let S=Number.isNaN(T)?0:setTimeout(()=>O(A),T),A={element:f,attribute:r,target:h,timer:S,push:p};n.add(A)}function k(f){clearTimeout(f.timer),n.delete(f)}function O(f){k(f),o.set(f.element,performance.now()),f.push()}function P(f){for(let r of n)(!f||f===r.target)&&O(r)}}function It(e,t){let n=e.getAttribute(t)??"";try{return qe(n)}catch(o){console.warn(`docent: ${t}="${n}" is wrong:`,o);return}}function le(){let e=new Map;function t(i,s){let l=e.get(i);l||e.set(i,l=new Map);let c=l.get(s);return c||l.set(s,c={base:null,wrote:null,add:new Set,remove:new Set}),Ye(i,s,c),c}function n(i){for(let[s,l]of e)for(let[c,w]of l)i(s,c,w)}function o(i,s,l){let c=t(i,"class"),w=ce(c.base);for(let m of s)c.remove.delete(m),w.includes(m)||c.add.add(m);for(let m of l)c.add.delete(m),w.includes(m)&&c.remove.add(m);c.value=void 0,De(i,"class",c)}function a(){n((i,s,l)=>{Ye(i,s,l),de(i,s,l.base)})}return{classes:o,withdraw(i,s){let l=e.get(i)?.get("class");l&&o(i,[],s.filter(c=>l.add.has(c)))},attribute(i,s,l){let c=t(i,s);c.value=l,De(i,s,c)},around(i,s,l){let c=t(i,s);l(),c.wrote=c.value=i.getAttribute(s)},lift:a,reapply(){for(let i of e.keys())i.isConnected||e.delete(i);n((i,s,l)=>{l.base=i.getAttribute(s),De(i,s,l)})},revert(){a(),e.clear()}}}function De(e,t,n){de(e,t,n.value===void 0?Xe(n.base,n.add,n.remove):n.value,!1),n.wrote=e.getAttribute(t)}function Ye(e,t,n){let o=e.getAttribute(t);o!==n.wrote&&(n.base=Xe(o,n.remove,n.add),n.wrote=o)}function Xe(e,t,n){let o=ce(e),a=o.filter(s=>!n.has(s)),i=[...t].filter(s=>!o.includes(s));return i.length||a.length<o.length?[...a,...i].join(" "):e}function ce(e){return e?.match(/[^\t\n\f\r ]+/g)??[]}function de(e,t,n,o=!0){if(e.getAttribute(t)===n)return;if(n===null){e.removeAttribute(t);return}let{style:a}=e,i=t==="style"&&a;i&&(a.cssText=n),(!i||o&&e.getAttribute(t)!==n)&&e.setAttribute(t,n)}function be(e,t){let n=matchMedia("(prefers-reduced-motion)").matches?"instant":"smooth";e.scrollIntoView({behavior:n,block:t})}function Qe(e){let{top:t,bottom:n,left:o,right:a}=e.getBoundingClientRect(),{width:i,height:s}=visualViewport,l=t<0||o<0||n>s||a>i;be(e,l?"center":"nearest")}var Dt=/^(?:focus|scroll_into_view)$/,et={__proto__:null,show:Ze,hide(e,t,{ledger:n}){n.attribute(e,"hidden","")},toggle(e,t,n){(getComputedStyle(e).display==="none"?Ze:et.hide)(e,t,n)},add_class(e,t,{ledger:n}){n.classes(e,Me(t),[])},remove_class(e,t,{ledger:n}){n.classes(e,[],Me(t))},transition(e,t,{ledger:n}){n.classes(e,Me(t),[]),setTimeout(()=>n.withdraw(e,Me(t)),Number(t.time))},set_attr(e,t,{ledger:n}){let o=z(t.name),a=z(t.value);return Ft(o,a)?"refused":n.attribute(e,o,a)},remove_attr(e,t,{ledger:n}){n.attribute(e,z(t.name),null)},focus(e,t,{step:n,isPolite:o}){if(n&&t.to===n.selector)return n.takeFocus();if(!(o&&U()||J(e,B())))return Y(e)?[e,...me(e).filter(pe)].some(q)?void 0:"refused":"hidden"},dispatch(e,t){e.dispatchEvent(new CustomEvent(z(t.event),{bubbles:!0,composed:!0,detail:t.detail}))},push(e,t,{push:n}){n(z(t.event),t.value??{},ke(e))},scroll_into_view(e){return Y(e)?be(e,"center"):"hidden"}};function Le(e,t){let n=et[e.name];if(!n)return"refused";let o="missing";try{let a=[...Ht(e,t)];if(a[1]&&Dt.test(e.name))return"ambiguous";for(let i of a)if(o=n(i,e.options,t)||void 0,o||e.name==="push")break}catch{o="threw"}return o}function Ht({name:e,options:t},{source:n,step:o}){if(t.to!==void 0){let i=z(t.to);if(o?.selector!==i)return ae(i);let s=o.find();return s?[s]:o.isCentered&&(e==="dispatch"||e==="focus")?[document.body]:[]}if(t.inner!==void 0)return n.querySelectorAll(z(t.inner));if(t.closest===void 0)return[n];let a=n.closest(z(t.closest));return a?[a]:[]}function Me(e){return ce(z(e.names))}function Ze(e,t,{ledger:n}){let{style:o}=e;e.hasAttribute("hidden")&&n.attribute(e,"hidden",null),o?.display==="none"&&n.around(e,"style",()=>o.display="")}function Ft(e,t){return/^(?:on|srcdoc$)/i.test(e.trim())||/^javascript:/i.test(t.replace(/^[\0- ]+/,"").replace(/[\t\n\r]/g,""))}function ne(e,t,n){let{moveBefore:o}=t;o&&e.isConnected&&t.isConnected?o.call(t,e,n):t.insertBefore(e,n)}var Kt=16;function rt(e,t,n){let o=B(),a=ot(e),i=ot(t),s=new Set;for(let[r,h]of a)i.get(r)?.localName!==h?.localName&&a.delete(r);t instanceof Element&&f(e,t),l(e,t);for(let r of s)r.remove();e.contains(o)&&q(o);function l(r,h){let T=null,p=()=>O(T?T.nextSibling:r.firstChild);for(let S of[...h.childNodes]){let A=c(r,S,p());if(A){let L=A.parentNode===r&&!s.has(A);for(let H=p();L&&H&&H!==A&&m(H);H=p())s.add(H);A!==p()&&ne(A,r,p()),P(A,S)}else k(r,S,p());T=A??S}for(let S=p();S;S=O(S.nextSibling))s.add(S)}function c(r,h,T){let p=w(h);if(p)return p.contains(r)?void 0:p;let S=h.nextElementSibling,A=0;for(let L=T;L&&A++<Kt;L=O(L.nextSibling)){if(nt(L,h))return L;if(!(h instanceof Element)||!m(L)||S&&nt(L,S))return}}function w(r){return a.get(ye(r))}function m(r){return!w(r)&&!r.contains(o)}function k(r,h,T){if(r.insertBefore(h,T),h instanceof Element)for(let p of h.querySelectorAll("*")){let S=w(p);!S||!p.isConnected||S.contains(p)||(ne(S,p.parentNode,p),P(S,p),p.remove())}}function O(r){for(;r&&(n.isOurs(r)||s.has(r));)r=r.nextSibling;return r}function P(r,h){if(s.delete(r),a.delete(ye(r)),!(r instanceof Element&&h instanceof Element)){r.nodeValue!==h.nodeValue&&(r.nodeValue=h.nodeValue);return}if(r.localName==="script"||r.getAttribute("dj-update")==="ignore")return;let T=tt(r);f(r,h),r instanceof HTMLTextAreaElement?r.defaultValue=h.defaultValue:r instanceof HTMLTemplateElement?l(r.content,h.content):fe(r)&&r.isContentEditable||l(r,h);let p=tt(r);if(p===void 0||n.keeps(r)||p===T&&(p===null||!n.answered(r)))return;let S=r;S.value!==p&&(S.value=p??"")}function f(r,h){let T=r.matches("details,dialog");for(let S of[...r.getAttributeNames(),...h.getAttributeNames()]){let A=h.getAttribute(S);if(r.getAttribute(S)===A||T&&S==="open")continue;try{de(r,S,A)}catch{}let L=S==="checked"?r:S==="selected"&&r.closest("select");L&&!n.keeps(L)&&(r[S]=A!==null)}let p=h.hasAttribute("open");T&&n.isNews(r,p)&&r.toggleAttribute("open",p)}}function tt(e){return e instanceof HTMLTextAreaElement?e.defaultValue:e.matches("input:not([type=file],[type=hidden],[type=checkbox],[type=radio])")?e.getAttribute("value"):void 0}function nt(e,t){return e.nodeName===t.nodeName&&ye(e)===ye(t)}function ye(e){if(!(e instanceof Element))return;let t=e.getAttribute("id");if(t)return`#${t}`;let n=e.getAttribute("name");if(!n||!e.matches("input,select,textarea,button"))return;let o=e.matches("[type=checkbox],[type=radio],button")?e.getAttribute("value"):"";return`${e.closest("form")?.getAttribute("id")??""} ${n} ${o}`}function ot(e){let t=new Map;for(let n of e.querySelectorAll("[id],[name]")){let o=ye(n);o&&t.set(o,t.has(o)?void 0:n)}return t}function He(){return document.querySelector("[dj-root]")??document.body}function it(e,t,n){let o=le(),{trustedTypes:a}=window,i=a?.createPolicy("docent",{createHTML:c=>c});function s(c,w){return Le(c,{source:w,ledger:o,push:n})}function l(c,w){let m=document.querySelector("[dj-root]");if(!m)return;let k=document.createElement("template");k.innerHTML=i?.createHTML(c)??c;let O=k.content;e.ledger.lift(),o.lift();try{rt(m,O.querySelector("[dj-root]")??O,{...t.judge(w),isOurs:e.owns})}finally{o.reapply(),e.ledger.reapply(),t.settle(w)}}return{tour:e,drafts:t,apply({run:c,isSnapshot:w,patches:m,ops:k,s:O,c:P}){e.enter(c,w);for(let r of m)l(r,P);let f=k.map(r=>s(r,He()));return c&&f.push(...e.perform(c)),e.tick(),f.flatMap((r,h)=>r?[[O,h,r]]:[])},run(c,w){for(let m of c)s(m,w)}}}function Oe(e,t){let n=document.createElement("div"),o=0;return n.className=e,n.role="status",n.style.cssText=t,{element:n,say(a,i=100){clearTimeout(o),n.textContent="",o=setTimeout(()=>n.textContent=a,i)}}}var we=["bottom","top","right","left"];function st(e){return we.map((t,n)=>we[we.indexOf(e)^n])}function at(e,{width:t,height:n},o,a){let{offsetLeft:i,offsetTop:s}=o,l=i+o.width,c=s+o.height,w=oe(e.left,i,l),m=oe(e.right,i,l),k=oe(e.top,s,c),O=oe(e.bottom,s,c),P={bottom:c-O-n,top:k-s-n,right:l-m-t,left:w-i-t},f=a.find(F=>P[F]>=27)??[...a].sort((F,v)=>P[v]-P[F])[0],r=(w+m)/2,h=(k+O)/2,T=f==="left"?w-19-t:f==="right"?m+19:r-t/2,p=f==="top"?k-19-n:f==="bottom"?O+19:h-n/2,S=Math.round(oe(T,i+8,l-8-t)),A=Math.round(oe(p,s+8,c-8-n)),[L,H]=f==="left"||f==="right"?[h-A,n]:[r-S,t];return{left:S,top:A,side:f??"center",arrow:oe(L,18,H-18)}}function oe(e,t,n){return Math.max(t,Math.min(e,n))}function lt(){let e=document.createElement("div"),{style:t}=e;return e.className="dj-tutorial-spotlight",e.ariaHidden="true",e.popover="manual",t.cssText="inset:auto;border:0;padding:0;background:none;pointer-events:none",{element:e,frame({left:n,top:o,width:a,height:i},s){t.left=`${(n-10)/s}px`,t.top=`${(o-10)/s}px`,t.width=`${(a+20)/s}px`,t.height=`${(i+20)/s}px`}}}var ct="dj-tutorial-bubble__",Bt=500;function re(){return document.querySelector("#dj-tutorial-bubble")}function ut(e){let{style:t}=e,n=dt(e.dataset.position)??"bottom",o=lt(),a=Oe("dj-tutorial-announcer","position:fixed;clip-path:inset(50%)"),i=[o.element,a.element],s=le(),l=document.body,c=null,w=!1,m=null,k="",O=[],P=0;function f(){w=!0,m=e.getAttribute("style"),l=e.parentNode,c=e.nextSibling,t.cssText+=";position:fixed;inset:0 auto auto 0;margin:0",s.attribute(e,"data-visible","true"),s.attribute(e,"hidden",null);let v=getComputedStyle(e).borderStyle!=="none";s.attribute(e,"popover","manual"),v||(t.border="0");for(let M of e.querySelectorAll("button"))s.attribute(M,"tabindex","-1");r()}function r(){e.before(...i),T()}function h(v){if(e.parentNode===v)return;let M=B();ne(e,v,c?.parentNode===v?c:null),r(),J(e,M)&&q(M)}function T(){for(let v of[o.element,e])v.popover&&(v.hidePopover(),v.showPopover())}function p(v){t.boxSizing=t.maxWidth=t.maxHeight="";let{width:M,height:_}=e.getBoundingClientRect(),D=M>v.width-16,g=_>v.height-16;(D||g)&&(t.boxSizing="border-box"),D&&(t.maxWidth=`${v.width-16}px`),g&&(t.maxHeight=`${v.height-16}px`)}function S(v){O.sort((M,_)=>+v(M)-+v(_))}function A(v){return e.querySelector(`.${ct}${v}`)}function L(v,M){let _=A(v);_&&_.textContent!==M&&(_.textContent=M)}function H(v,M,_){let D=A(v);D&&s.attribute(D,M,_?"":null)}function F(v,M){let _=A(v)?.dataset.names?.split("|");_&&L(v,_[+M])}return{element:e,isShown:()=>w,owns:v=>v===e||i.includes(v),controls:()=>[...e.querySelectorAll("button")].filter(Y),control:v=>["skip","back","cancel","pause"].find(M=>v.closest(`.${ct}${M}`)),fill({text:v,position:M,step:_,total:D,only_timeout:g},u){L("text",v),L("step",(e.dataset.step??"").replace("{step}",`${_+1}`).replace("{total}",`${D}`)),t.setProperty("--docent-progress",`${(_+1)/D}`);let y=!!g&&!u;H("back","hidden",!_),H("pause","hidden",!u),H("skip","data-next",y),F("skip",y),k="",O=st(dt(M)??n),clearTimeout(P)},isBusy:()=>w&&e.matches(":hover,:focus-visible,:has(:focus)"),rename:F,show(v){w||f(),h(Te(v,"dialog:modal,:popover-open")??l)},raise:T,follow(v){let M=visualViewport,_=v?.getBoundingClientRect()??new DOMRect(M.offsetLeft+M.width/2,M.offsetTop+M.height/2);k!==(k=`${M.width} ${M.height}`)&&p(M);let D=e.getBoundingClientRect(),g=B(),{left:u,top:y,right:d,bottom:b}=g.getBoundingClientRect(),N=j=>at(_,D,M,v?j:[]),$=J(e,g)||v!==g&&J(g,v),x=j=>!$&&j.left<d&&u<j.left+D.width&&j.top<b&&y<j.top+D.height;S(j=>x(N([j])));let R=N(O),G=e.currentCSSZoom??1;return t.left=`${R.left/G}px`,t.top=`${R.top/G}px`,t.setProperty("--docent-arrow",`${R.arrow/G}px`),e.dataset.side!==R.side&&s.attribute(e,"data-side",R.side),o.frame(_,G),x(R)},stepAside(){clearTimeout(P),P=setTimeout(()=>S(v=>v===e.dataset.side),Bt)},focus:()=>w&&q(e),say:a.say,hide(){if(w){w=!1,a.say(""),h(l),e.matches(":popover-open")&&e.hidePopover();for(let v of i)v.remove();s.revert(),de(e,"style",m),L("text",""),L("step",""),F("skip",!1),F("pause",!1)}}}}function Fe(e){try{let{text:t,target:n,step:o,total:a}=ge(e);return z(t),z(n),W(o),W(a),e}catch{return}}function dt(e){return we.find(t=>t===e)}function ft(){let{element:e,say:t}=Oe("docent-notice","position:fixed;bottom:0;background:Canvas;color:CanvasText");return{show(n,o){document.body.append(e),t(re()?.dataset[n]??"",o)},hide:()=>e.remove()}}var jt=64,Gt=16*2**20,zt=250,Jt=45e3,qt=3e4,Wt=2e3,Ke=250,Vt=3e4,Ut=5e3;function mt({docent:e,digest:t,build:n},o,a){let i=location.href.split("#")[0],s=ft(),l,c=!1,w=!1,m=!1,k,O=0,P=1/0,f=0,r=0,h=[],T,p,S=0,A=0,L=0,H=0,F=0,v={welcome(E,C,Q,Z,Pe){if(clearTimeout(L),L=0,s.hide(),m=!1,c=!0,P=Z,o.tour.welcome(Pe),O=C,E!==k){for(let Ge of h)Ge.c&&b(Ge,"session over");k&&o.drafts.reset(),k=E,f=Q,r=0,T=void 0}u(Q),y(!0),T&&N(["t",...T])},frame(E){if(!E.isSnapshot&&E.s!==r+1)throw Error("shape");u(E.c),r=E.s;let C=o.apply(E);C.length?D(C):S||=setTimeout(D,zt)},part(E,C,Q){if(p??={id:E,text:""},p.text+=Q,p.id!==E||p.text.length>Gt)throw Error("shape");if(!C)return;let Z=p.text;p=void 0,_e(Z,v)},refused(E,C,Q){let Z=h.find(Pe=>Pe.c===E)?.name??E;d(Z,`${Q} (${C})`,C==="handler_failed"?"debug":"warn"),u(E)},heartbeat(){F=0,D()},draining:E=>{G(Math.random()*E)}};function M(){clearTimeout(H),H=0;let E=l=new WebSocket(i.replace(/^http/,"ws"),"docent.1");E.onopen=()=>N(["h",{page:e,session:k,epoch:O,ack:r,digest:t,build:n,run:o.tour.at()}]),E.onmessage=({data:C})=>{E===l&&_(String(C))},E.onclose=({code:C})=>{E===l&&x(C)},xe()}function _(E){xe(),a("in",E);try{_e(E,v)}catch(C){console.error("docent: bad frame:",C),r=0,R(l)}}function D(E=[]){g(),c&&N(E.length?["k",r,E]:["k",r])}function g(){clearTimeout(S),S=0}function u(E){h=h.filter(C=>!C.c||C.c>E)}function y(E){if(c){for(let C of h){if(C.c){if(!E)continue}else{if(C.text=JSON.stringify(["e",f+1,C.name,C.params,r].concat(C.to??[])),new Blob([C.text]).size>P){b(C,"too large");continue}C.c=++f,g()}$(C.text)}u(0)}}function d(E,C,Q="warn"){console[Q](`docent: event "${E}" refused: ${C}`)}function b(E,C){return d(E.name,C),E.c=-1,E}function N(E){$(JSON.stringify(E))}function $(E){a("out",E),l.send(E)}function x(E){if(j(),E===4401)m?te("stale"):ie();else if(E===4409)te("taken");else if(E===4410){let[C]=performance.getEntriesByType("navigation");(O||C.type!=="reload")&&setTimeout(()=>U()||location.reload(),Math.random()*Ut),te("stale")}else X()}function R(E){E===l&&(j(),X(),E?.close())}function G(E){let C=l;return setTimeout(()=>R(C),E)}function j(){l=p=void 0,c=!1,g(),clearTimeout(A),!L&&(L=setTimeout(()=>o.tour.abandon(),qt),s.show("lost",Wt))}function X(){m=!1;let E=Math.min(Vt,Ke*2**++F);H=setTimeout(M,Ke+Math.random()*(E-Ke))}function ue(){H&&M()}function te(E){w=!0,o.tour.abandon(),s.show(E)}async function ie(){try{let E=await fetch(i,{headers:{Accept:"application/docent+json"}});if(E.status>=500)return X();let{page:C}=await E.json().catch(()=>({}));if(typeof C!="string")return te("stale");e=C,m=!0,M()}catch{X()}}function xe(){clearTimeout(A),A=G(Jt)}return addEventListener("offline",()=>l&&R(l)),addEventListener("online",ue),document.addEventListener("visibilitychange",ue),e?M():ie(),{isOpen:()=>c,push(E,C,Q){let Z={c:0,name:E,params:C,to:Q};return w?b(Z,"session over"):h.length>=jt?b(Z,"too many wait"):(h.push(Z),y(!1),Z)},report(E){return r?(/^[hr]/.test(E[2])||(T=E),c&&N(["t",...E]),c):!1}}}var Yt=150;function pt(e){let{narration:t,highlight:n,ledger:o,isNews:a,isTimed:i}=e,{target:s}=t,l=t.on_missing==="center",c=new AbortController,w=[],m,k,O=-1/0,P=0,f=!a,r=!a,h=!1,T=!1,p=!a,S,A=!1;function L(){try{let d=ae(s);return d.find(Y)??d[0]}catch{return}}function H(){return k&&Y(k)?k:void 0}function F(){f||(f=!0,v(),H()||e.missing()),!(r||!m?.isShown())&&(r=!0,h||m.say(t.text))}function v(){let d=L();if(k&&k!==d&&o.withdraw(k,n),k=d,d&&w.length&&(e.perform(w.splice(0)),F()),d&&n.some(N=>!d.classList.contains(N))&&o.classes(d,n,[]),i&&(A&&=!!m?.isBusy(),e.holdStill(e.isPaused()||document.hidden||!A&&!!m?.isBusy())),!m)return;let b=H();if(b)O=performance.now(),!p&&!U()&&Qe(b),p=!0;else if(performance.now()-O<Yt)return;if(b||l){T&&=m.isShown(),m.show(b),T||m.fill(t,i),T=!0,m.rename("pause",e.isPaused());let N=m.follow(b),$=B();N&&$!==S&&$.matches(":focus-visible")&&be(S=$,"start")}else m.hide()}function M(){P=requestAnimationFrame(()=>{M(),v()})}function _(){let d=B();return J(m?.element,d)||J(k,d)}function D({target:d}){let b=m.control(d);b?e.control(b,d):m.stepAside(),A=b==="pause"}function g(d){let b=d.target;b.matches(":popover-open")&&m.isShown()&&!m.owns(b)&&m.raise()}function u(d){if(!(!Ee(d)||!m.isShown()))if(d.key==="Tab"){let b=y(m,d.shiftKey);if(!b)return;d.preventDefault(),b.focus()}else d.key==="Escape"&&(_()||B()===document.body&&document.querySelector("dialog:modal")===m.element.closest("dialog:modal"))&&(d.preventDefault(),d.stopImmediatePropagation(),e.control("cancel"))}function y({element:d,controls:b},N){let $=me(d.closest("dialog:modal")??document).filter(X=>X===k||pe(X)&&!J(d,X)),x=Math.max(0,$.indexOf(k));$.splice(x,k&&!pe(k)?1:0,...b());let R=B(),G=R===d?x-(N?0:1):$.indexOf(R),j=$[G+(N?-1:1)];return j&&(J(d,R)||J(d,j))?j:void 0}return M(),{selector:s,isCentered:l,find:L,owe:d=>{w.push(d)},hear(d){let{signal:b}=c;m=d,m.element.addEventListener("click",D,{signal:b}),addEventListener("keydown",u,{signal:b,capture:!0}),document.addEventListener("toggle",g,{signal:b,capture:!0}),document.addEventListener("visibilitychange",v,{signal:b}),v()},takeFocus(){let d=L();if(!e.movesFocus||U())return;let b=B();d&&(J(d,b)||q(d))||!m?.focus()||(h=b!==m.element)},settle:F,tick:v,holdsFocus:_,close(){cancelAnimationFrame(P),c.abort(),k&&o.withdraw(k,n)}}}var Xt=5e3;function ht(e){let t=le(),n,o,a,i,s,l=-1/0,c,w=!1,m=!1,k=!0,O=!1,P="",f="",r="";function h(){return n&&[n.number,n.visit]}function T(u){s=u,l=performance.now()}function p(){return performance.now()-l<Xt}function S(u){if(!n)return!1;let y=[n.number,n.visit,u];return f!==(f=y.join())&&e.report(y),!0}function A(u){let y=String(h());!n||u===(P===y)||e.report([n.number,n.visit,u?"hold":"resume"])&&(P=u?y:"")}function L(u,y){let d=gt(u[y]),b=u[y-1],N=b?.name==="add_class"&&b.options.to===d.target,$=N?ce(String(b.options.names)):[],x=r!==(r=String(h()));return H(u[y].options.detail,d,$,x),N?y-1:y}function H(u,y,d,b){M(),a=u,o=pt({narration:y,isTimed:k&&!!y.timeout,highlight:d,ledger:t,isNews:b,movesFocus:b&&(w||p()),perform:N=>{F(N,1/0)},missing(){let{target:N,step:$}=y;S("missing"),document.dispatchEvent(new CustomEvent("docent:missing",{bubbles:!0,detail:{target:N,step:$}}))},control(N,$){$&&T($),N==="pause"?O=!O:S(N)||D()},isPaused:()=>O,holdStill:A})}function F(u,y){m=!0;let d={ledger:t,step:o,isPolite:!0,source:e.source(),push:e.push},b=u.map((N,$)=>{let x=Le(N,d);return x==="missing"&&$>=y&&N.options.to===o?.selector&&o?.owe(N),x});return m=!1,b}function v(u){let{detail:y}=u,d=Fe(y),b=re();d&&(b&&!i?.isShown()&&i?.element!==b&&(i=ut(b)),i&&(o&&a===y?o.hear(i):m||(H(y,d,[],!0),o?.hear(i),o?.settle())))}function M(){o?.close(),o=void 0}function _(){M(),i?.hide()}function D(){let u=o?.holdsFocus()&&!U()&&[c,o.find()];_(),u&&u.some(y=>y&&q(y))}function g(u){u?D():_(),t.revert(),n=void 0,u&&(c=void 0)}return document.addEventListener(re()?.dataset.event||"tour:narrate",v),document.addEventListener("tour:hide",D),{ledger:t,at:h,owns:u=>!!i?.owns(u),gesture:T,enter(u,y){let d=u?.number!==n?.number;(d||y)&&g(!u),!(!d||!u)&&(O=!1,w=p(),w&&!i?.element.contains(s)&&(c=s))},perform(u){u.visit!==n?.visit&&M(),n=u;let{ops:y}=u,d=y.findLastIndex(gt),b=F(y,d<0?y.length:L(y,d));return o?.settle(),o||i?.hide(),b},tick:()=>o?.tick(),report:S,welcome(u){k=u,P=""},abandon:()=>g(!0)}}function gt(e){return e.name==="dispatch"?Fe(e.options.detail):void 0}function Qt(e,t){let n=(l,c,w)=>{let[,m]=/^(skip|back|cancel)_tutorial$/.exec(l)??[];return m&&o.report(m)?{c:-1}:i.push(l,c,w)},o=ht({source:He,push:n,report:l=>i.report(l)}),a=it(o,ze(),n),i=mt(e.dataset,a,(l,c)=>{t?.(l,c),s.debug&&console.debug("docent",l,c)});Ue(a,n);let s={debug:!1,get connected(){return i.isOpen()}};Object.assign(window,{docent:s})}function bt(e){function t(){let n=document.querySelector("script[data-docent]");n&&!Object.hasOwn(window,"docent")&&Qt(n,e?.())}document.readyState==="loading"?document.addEventListener("DOMContentLoaded",t):t()}function yt({forgotten:e,story:t},n,o,a){let i=l=>new Date(performance.timeOrigin+l).toISOString(),s={taken:i(performance.now()),browser:navigator.userAgent,state:a,latency:t.latency,timeline:n.map(({at:l,text:c})=>({at:i(l),text:c})),forgotten:e,frames:o.map(({at:l,direction:c,kind:w,summary:m,text:k,length:O})=>{let P=O>k.length?{cut:k,length:O}:{frame:Zt(k)};return{at:i(l),direction:c,kind:w,summary:m,...P}})};return JSON.stringify(s,void 0,2)}async function wt(e){try{return await navigator.clipboard.writeText(e),!0}catch{return!1}}function Zt(e){try{return JSON.parse(e)}catch{return e}}function I(e,t={},...n){let o=Object.assign(document.createElement(e),t);return o.append(...n),o}function ee(e,t){e.textContent!==t&&(e.textContent=t)}function vt(e,t){for(;e.children.length>t.length;)e.lastElementChild.remove();t.forEach((n,o)=>ee(e.children[o]??e.appendChild(I("li")),n))}function $e(e){let t=new Date(performance.timeOrigin+e),n=o=>String(o).padStart(2,"0");return`${n(t.getHours())}:${n(t.getMinutes())}:${n(t.getSeconds())}.${String(t.getMilliseconds()).padStart(3,"0")}`}function Ce(e,t){let n=new Map,o=I("ol",{className:e});return{list:o,show(a){let i=new Set(a);for(let[s,l]of n)i.has(s)||(l.remove(),n.delete(s));for(let s of a){if(n.has(s))continue;let l=t(s);n.set(s,l),o.prepend(l)}},shown:()=>[...n]}}var xt="not a frame that this panel knows";var St={h:"hello",e:"event",t:"control",k:"ack",w:"welcome",f:"frame",s:"snapshot","+":"part",x:"refusal",p:"heartbeat",d:"draining"},kt=[...Object.values(St),"unknown"];function Tt(){let e=new Map,t=[],n,o=!0,a="",i=[],s,l,c="",w=!1,m=0,k=0,O=!1,P=[];function f(g,u){P.push({at:g,text:Re(u)})}function r(g){return k+(O?0:g-m)}function h(g,u){k=r(u),m=u,O=g}function T(g,u){return g.map(y=>{let{name:d,at:b}=e.get(y);e.delete(y);let N=u-b;return t=[...t,N].slice(-100),{name:d,ms:N}})}function p(g,u,y){let d=[...e.keys()].filter(b=>b<=u);return g?d:d.slice(0,y?0:1)}function S({timeout:g=1/0,isOnlyTimed:u},y,d){return c?`${c} was chosen`:y.length?`it came with the answer to ${y.join(", ")}`:o&&(r(d)>=g-250||u&&!w)?"its time was over":w?"perhaps because its target is missing":"the server went on"}function A(g,u){return l?.run===g&&l?.visit===u}function L(g,u,y){let[d,b,N]=V(g),$=A(d,b);l&&!$&&f(y,`Step ${l.step+1} ended: ${S(l,u,y)}`),s!==d&&(s&&f(y,`Run ${K(s)} ended${d?": another took its place":""}`),d&&f(y,`Run ${K(d)} started`),s=d);let x=en(Number(d),Number(b),V(N));if(x&&!$){let R=x.timeout&&o?`, for ${x.timeout/1e3} s at most`:"";f(y,`Step ${x.step+1} of ${x.total} shown at ${x.target}${R} (visit ${x.visit})`),c="",w=O=!1,k=0,m=y}l=x??($?l:void 0)}function H([,g,u,,y],d){let b=n!==g;return b&&e.clear(),f(d,n===void 0?"Connected: a new session":b?"Connected again: another session, the last one is over":"Connected again: the same session"),n=g,o=Object(y).timers!==!1,h(!1,d),`${b?"a new session":"the same session"}, epoch ${K(u)}${o?"":", steps have no timers"}`}function F([,g,u,y],d){if(a+=typeof y=="string"?y:"",a.length>16777216&&(a=""),u!==!0)return`of message ${K(g)}`;let b=a;return a="",`the last of message ${K(g)}: ${M(Et(b),d)}`}function v([g,u,y,d,b,N],$){let x=g==="s",[R,G]=x?[V(N),b]:[V(b),N],[j,X,ue]=V(G),te=T(p(x,Number(y),!!c&&!A(j,X)),$);return i=[...R,...V(ue)],L(G,te.map(({name:ie})=>ie),$),[`#${K(u)}`,...te.map(({name:ie,ms:xe})=>`answers ${ie} after ${Math.round(xe)} ms`),x||V(d).length?"renders":"",Be(R),j?`visit ${K(X)}: ${Be(V(ue))||"nothing"}`:""].filter(Boolean).join(" \xB7 ")}function M(g,u){switch(g[0]){case"w":return typeof g[1]=="string"?H(g,u):xt;case"f":case"s":return v(g,u);case"+":return F(g,u);case"x":{let[,y,d,b]=g,N=Number(y),$=e.get(N)?.name??`event ${K(y)}`;return e.has(N)&&T([N],u),f(u,`${$} was refused: ${K(b)} (${K(d)})`),`${$}: ${K(b)} (${K(d)})`}case"d":return f(u,"The server stops: the page is to come back"),`come back within ${K(g[1])} ms`;case"p":return"";default:return xt}}function _([g,u,y,d],b){switch(g){case"h":return a="",n!==void 0&&f(b,"The connection was lost; there is a new one"),n===void 0?"asks for a session":"asks for its session again";case"e":{let[N,$]=[Number(u),K(y)],x=e.has(N);return!x&&e.size<100&&e.set(N,{name:$,at:b}),`#${N} ${$}${x?", again":""}`}case"t":return D(K(d),b),`visit ${K(y)}: ${K(d)}`;case"k":{let N=V(y).map($=>{let[,x,R]=V($);return`${Be([i[Number(x)]])}: ${K(R)}`});for(let $ of N)f(b,`A command did not happen: ${$}`);return[`up to #${K(u)}`,...N].join(" \xB7 ")}default:return""}}function D(g,u){g==="hold"||g==="resume"?(h(g==="hold",u),f(u,g==="hold"?"The step's time stands still":"The step's time runs on")):g==="missing"?(w=!0,f(u,`The step's target is missing${l?`: ${l.target}`:""}`)):(c=g,f(u,`${g} was chosen`))}return{get shown(){return l&&{...l,timeout:o?l.timeout:void 0}},get isHeld(){return O},get unanswered(){return Array.from(e.values(),({name:g})=>g)},get latency(){let g=t.toSorted((y,d)=>y-d),u=g.length;return u?{last:t[u-1],median:(g[u-1>>1]+g[u>>1])/2,count:u}:void 0},elapsed:r,tell(g,u,y){P=[];let d=Et(y),b=u==="in"?M(d,g):_(d,g);return{kind:St[K(d[0])]??"unknown",summary:Re(b),moments:P}},forget(){t=[]}}}function en(e,t,n){for(let o of n){let[a,i]=V(o),{target:s,step:l,total:c,timeout:w,only_timeout:m,on_missing:k}=Object(Object(i).detail);if(!(a!=="dispatch"||typeof s!="string"))return{run:e,visit:t,target:s,step:Number(l),total:Number(c),timeout:typeof w=="number"?w:void 0,isOnlyTimed:m===!0,isCentered:k==="center"}}}function Be(e){return e.map(t=>{let[n,o]=V(t),{to:a}=Object(o);return a===void 0?K(n):`${K(n)} ${K(a)}`}).join(", ")}function Re(e){return e.length>400?`${e.slice(0,400)}\u2026`:e}function K(e){return typeof e=="string"?e:JSON.stringify(e)??"?"}function Et(e){try{return V(JSON.parse(e))}catch{return[]}}function V(e){return Array.isArray(e)?e:[]}var tn=80;function Mt(e){let t=I("input",{type:"search",placeholder:"Filter",ariaLabel:"Filter by text",autocomplete:"off",spellcheck:!1}),n=Nt("Direction",[["","Both ways"],["out","Sent"],["in","Received"]]),o=Nt("Kind",[["","All kinds"],...kt.map(l=>[l,l])]),a=I("div",{className:"row"},t,n,o),i=Ce("frames",l=>I("li",{hidden:!s(l)},nn(l)));a.addEventListener("input",()=>{for(let[l,c]of i.shown())c.hidden=!s(l);e()});function s(l){let c=t.value.trim().toLowerCase();return(!n.value||l.direction===n.value)&&(!o.value||l.kind===o.value)&&`${l.kind} ${l.summary} ${l.text}`.toLowerCase().includes(c)}return{filter:a,list:i.list,show:i.show,passing:()=>i.shown().flatMap(([l,{hidden:c}])=>c?[]:l)}}function Nt(e,t){return I("select",{ariaLabel:e},...t.map(([n,o])=>I("option",{value:n},o)))}function nn(e){let{at:t,direction:n,kind:o,summary:a}=e,i=I("pre",{tabIndex:0,role:"group",ariaLabel:"The frame"}),s=I("details",{},I("summary",{},I("span",{className:"at"},$e(t)),I("span",{className:`way ${n}`},n==="out"?"\u2191 sent":"\u2193 received"),I("span",{className:"kind"},o),I("span",{className:"summary"},a)),i);return s.addEventListener("toggle",()=>ee(i,s.open?on(e):"")),s}function on({text:e,length:t}){let n=t>e.length?`
\u2026 ${t-e.length} characters more were not kept`:"";try{return e.length>tn?JSON.stringify(JSON.parse(e),void 0,2)+n:e}catch{return e+n}}var Lt=`/*
 * The debug panel's own look, inside its shadow root. It follows the person's
 * preference and not the page, whose styles must not reach it: hence
 * \`!important\` on what the page could say of the host.
 */

:host {
  all: initial !important;
  /* \`all\` leaves it alone; the panel's words are English. */
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

.told {
  display: grid;
  /* As much as is to be said of the wait, up to two thirds. */
  grid-template-rows: fit-content(66%) minmax(0, 1fr);
  min-block-size: 0;
  border-inline-end: 1px solid light-dark(#d5dae3, #313a4c);
}

section {
  overflow: auto;
  padding: 8px 10px;
  overflow-wrap: anywhere;
}

.told section + section {
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

/* On a phone one part follows the other. */
@media (width < 700px) {
  :host {
    block-size: 60vh !important;
  }

  .parts {
    display: block;
    overflow: auto;
  }

  .told {
    display: block;
    border: 0;
  }

  section {
    overflow: visible;
  }

  /* What a frame says gets a line of its own. */
  .summary {
    grid-column: 2 / -1;
  }

  .parts > section {
    border-block-start: 1px solid light-dark(#d5dae3, #313a4c);
  }
}
`;var sn=/^dj-(?:click|submit|change|input|keydown|keyup|focus|blur)\b/;function Ot({shown:e,isHeld:t,unanswered:n,elapsed:o},a,i){let s=[];if(a||s.push("The connection is lost: nothing moves until the server is back."),n.length&&s.push(`Not answered yet: ${n.join(", ")}.`),!e)return[...s,"No step is on the page."];let{target:l,step:c,total:w,timeout:m}=e;if(s.push(`Step ${c+1} of ${w}, at ${l}.`,...ln(l,e.isCentered)),m){let O=Math.max(0,m-o(i))/1e3;s.push(`Its time: ${O.toFixed(1)} s left of ${m/1e3} s${t?`, standing still: ${an()}`:""}.`)}let k=[m?"when its time is over":"",e.isOnlyTimed?"":"when the server says so, by a handler or a flow","by a button of the bubble"];return s.push(`It ends ${k.filter(Boolean).join(", or ")}.`),s}function an(){let e=re();return document.hidden?"the tab is hidden":e?.matches(":hover")?"the pointer is at the bubble":e?.contains(B())?"the focus is in the bubble":"it was paused"}function ln(e,t){let n=dn(e),o=t?"the bubble stands in the middle of the view":"it is waited for, unless the step's on_missing says otherwise";if(!n.length)return[`Its target is missing: nothing on the page matches; ${o}.`];if(!n.some(Y))return[`Its target is on the page and not drawn; ${o}.`];let a=n.length>1?[`${n.length} elements match: the first that is drawn is the target.`]:[],i=cn(n.find(Y));return i?[...a,`Its target calls ${i}.`]:a}function cn(e){return e.getAttributeNames().filter(n=>sn.test(n)).map(n=>`${e.getAttribute(n)} (${n})`).join(", ")}function dn(e){try{return ae(e)}catch{return[]}}var un=250,fn=["keydown","keyup","click","input","change"];function At(e){let t;return{toggle(){t?t():t=mn(e,()=>t=void 0)}}}function mn(e,t){let n=B(),o=new AbortController,{signal:a}=o,i=!1,s=0,l=[],c=0,w,m=I("ul",{className:"state"}),k=Ce("timeline",({at:x,text:R})=>I("li",{},I("span",{className:"at"},$e(x)),I("span",{},R))),O=I("p",{className:"status",role:"status"}),P=I("p",{className:"count"}),f=I("textarea",{readOnly:!0,hidden:!0,ariaLabel:"The JSON, to be copied by hand"}),r=Mt(()=>ee(P,H())),h=ve("Pause",()=>{i=!i,s=L(),ee(h,i?"Resume":"Pause"),v()}),T=ve("To the top",()=>{let x=p.toggleAttribute("data-top");ee(T,x?"To the bottom":"To the top")}),p=I("docent-panel",{lang:"en",popover:"manual",role:"dialog",ariaLabel:"docent: debug panel",tabIndex:-1}),S=p.attachShadow({mode:"open"}),A=new CSSStyleSheet;A.replaceSync(Lt),S.adoptedStyleSheets=[A],S.append(I("div",{className:"panel"},I("div",{className:"row bar"},I("h2",{},"docent"),h,ve("Clear",y),ve("Copy as JSON",()=>{d()}),T,ve("Close",b),O),f,I("div",{className:"parts"},I("div",{className:"told"},je("Why it waits",m),je("Timeline, newest first",k.list)),je("Frames, newest first",r.filter,P,r.list))));function L(){return e.forgotten+e.frames.length}function H(){let{forgotten:x}=e,R=`${r.passing().length} of ${r.list.childElementCount} frames`;return i?`${R}; paused, ${L()-s} more have come`:x?`${R}, ${x} older ones are not kept`:R}function F(){let{story:x}=e,{latency:R}=x,G=j=>`${j.toFixed(j<10?1:0)} ms`;return[...Ot(x,docent.connected,performance.now()),R?`From an event to its answer: ${G(R.last)} last, ${G(R.median)} median of ${R.count}.`:"No event has been answered yet."].map(Re)}function v(){c=0,D(),vt(m,F()),i||({moments:l}=e,r.show(e.frames),k.show(l)),ee(P,H())}function M(){c||=requestAnimationFrame(v)}function _(){let x=B();w=J(p,x)?x:void 0}function D(){let x=[...document.querySelectorAll("dialog:modal")].at(-1)??document.body;if(p.parentNode===x&&g())return;let R=w;g()&&p.hidePopover(),ne(p,x,null),p.showPopover(),R&&q(R)}function g(){return p.matches(":popover-open")}function u(x){x.target===p&&x.stopImmediatePropagation(),!(x.target===p||x.newState!=="open")&&(g()&&p.hidePopover(),D())}function y(){e.clear(),s=0,l=[],r.show([]),k.show([]),v(),ee(O,"Cleared")}async function d(){let x=r.passing(),R=yt(e,l,x,F()),G=await wt(R);f.hidden=G,f.value=G?"":R,ee(O,G?`Copied: ${x.length} frames`:"The clipboard was refused: copy it from the field"),!G&&(f.focus(),f.select())}function b(){let x=!!w;e.listen(void 0),o.abort(),clearInterval($),cancelAnimationFrame(c),p.remove(),x&&q(n),t()}function N(x){x.key!=="Escape"||!x.composedPath().includes(p)||(x.preventDefault(),x.stopImmediatePropagation(),b())}e.listen(M);let $=setInterval(v,un);addEventListener("keydown",N,{signal:a,capture:!0}),addEventListener("toggle",u,{signal:a,capture:!0}),document.addEventListener("close",M,{signal:a,capture:!0});for(let x of fn)p.addEventListener(x,R=>R.stopPropagation(),{signal:a});for(let x of[p,S])x.addEventListener("focusin",_,{signal:a}),x.addEventListener("focusout",()=>queueMicrotask(()=>p.isConnected&&_()),{signal:a});return v(),p.focus({preventScroll:!0}),b}function ve(e,t){let n=I("button",{type:"button"},e);return n.addEventListener("click",t),n}function je(e,...t){return I("section",{tabIndex:0,ariaLabel:e},I("h3",{},e),...t)}var pn=500,gn=500,hn=4*2**20,bn=64*2**10;function $t(){let e=Tt(),t=[],n=[],o=0,a=0,i;return{story:e,get frames(){return t},get moments(){return n},get forgotten(){return a},record(s,l){let c=performance.now(),w=e.tell(c,s,l),m=yn(w.kind,l),k=m.slice(0,bn);for(t.push({at:c,direction:s,kind:w.kind,summary:w.summary,text:k,length:m.length}),o+=k.length;t.length>pn||o>hn;)o-=t.shift().text.length,a++;n=n.concat(w.moments).slice(-gn),i?.()},clear(){t=[],n=[],o=a=0,e.forget()},listen(s){i=s}}}function yn(e,t){let n="(left out)";return e==="hello"?JSON.stringify(JSON.parse(t),(o,a)=>o==="page"||o==="session"?n:a):e==="welcome"?JSON.stringify(JSON.parse(t).map((o,a)=>a===1?n:o)):t}bt(()=>{let e=$t(),t=At(e);return addEventListener("keydown",n=>{wn(n)&&(n.preventDefault(),t.toggle())},{capture:!0}),e.record});function wn({key:e,code:t,ctrlKey:n,shiftKey:o,altKey:a,metaKey:i,repeat:s}){return(/^[a-z]$/i.test(e)?/d/i.test(e):t==="KeyD")&&n&&o&&!a&&!i&&!s}})();
