"use strict";(()=>{function G(e=document){let t=e.activeElement;return t?.shadowRoot?.activeElement?G(t.shadowRoot):t??document.body}function he(e){return e===G()&&e.matches(":read-write,select")}function X(){return he(G())}function W(e,t){return!!e&&!!t&&(e.contains(t)||W(e,t.getRootNode().host))}function Je(e){return e.isComposing||e.keyCode===229}function $e(e){return!(Je(e)||e.ctrlKey||e.altKey||e.metaKey)}function be(e){return[...e.querySelectorAll("*")].flatMap(t=>t.shadowRoot?[t,...be(t.shadowRoot)]:t)}function ye(e){return(e.tabIndex>=0||e.matches("[contenteditable]:read-write"))&&!e.matches(":disabled,[inert] *,a:not([href])")&&Z(e)}function Z(e){return e.checkVisibility({checkVisibilityCSS:!0})}function Y(e){return e.focus?.({preventScroll:!0}),e===G()}function st(){let e=new WeakMap,t=new Map,n=new WeakMap;return{touched(o){t.delete(o.form)},sent:(o,s)=>{e.set(o,s)},submitted:(o,s)=>{t.set(o,s)},judge(o){let s=i=>{let r=t.get(i.form);return!!r&&r.c>0&&r.c<=o};return{answered:s,keeps(i){let r=e.get(i);return!!r&&(!r.c||r.c>o)||he(i)&&!s(i)},isNews(i,r){let a=n.get(i)??r;return n.set(i,r),a!==r}}},settle(o){for(let[s,i]of t)i.c&&i.c<=o&&t.delete(s)},reset(){e=new WeakMap,t.clear()}}}function Ve(e,t){let[n,o,s,i,r,a]=se(JSON.parse(e));switch(n){case"w":return t.welcome(z(o),Q(s),Q(i),Xt(lt(r)));case"f":return t.frame(at(!1,o,s,se(i).map(Zt),r,a));case"s":return t.frame(at(!0,o,s,[z(i)],a,r));case"+":return t.part(Q(o),s===!0,z(i));case"x":return t.refused(Q(o),z(s),z(i),r===void 0?r:z(r));case"p":return t.heartbeat();case"d":return t.draining(Q(o));default:ue(!1,n)}}function Xt(e){let[t,n,o]=se(e.events).map(Q);return{frame:Q(e.frame),event:Q(e.event),events:[t,n,Q(o)],hasTimers:e.timers!==!1}}function Ae(e){return JSON.stringify(e).replace(/\\(?:u(d\w{3})|.)/g,(t,n)=>n?"\uFFFD":t)}function at(e,t,n,o,s,i){return{isSnapshot:e,s:Q(t),c:Q(n),patches:o,ops:Ce(s),run:en(i)}}function Ce(e){return se(e).map(t=>{let[n,o]=se(t),s=lt(o);return{name:z(n),options:s,shown:n==="step"?Qt(s):void 0}})}function Qt({tour:e,name:t,class:n,event:o,...s}){return{highlight:z(n),event:z(o),narration:ue(We(s),s)}}function We(e){let{text:t,target:n,step:o,total:s}=Object(e);return typeof t=="string"&&typeof n=="string"&&Number.isSafeInteger(o)&&Number.isSafeInteger(s)}function Zt(e){let[t,n]=se(e);return z(t==="html"&&n)}function en(e){if(e===0)return;let[t,n,o]=se(e);return{at:[Q(t),Q(n)],ops:Ce(o)}}function se(e){return ue(Array.isArray(e),e)}function lt(e){return ue(Object(e)===e&&!Array.isArray(e),e)}function z(e){return ue(typeof e=="string",e)}function Q(e){return ue(Number.isSafeInteger(e),e)}function ue(e,t){if(!e)throw Error("shape");return t}function dt(e){let t=e.trim();if(t.startsWith("["))return{chain:Ce(JSON.parse(t))};let[,n,o]=/^([^\s()]+)\s*(?:\(([^]*)\))?$/.exec(t)??[];if(!n)throw Error("shape");return{name:n,params:o?.trim()?JSON.parse(`[${tn(o)}]`):void 0}}function tn(e){return e.replace(/"(?:[^"\\]|\\.)*"|'((?:[^'\\]|\\.)*)'/g,(t,n)=>n===void 0?t:JSON.stringify(n.replace(/\\(.)/g,"$1")))}var{getAttribute:ae,getAttributeNames:ct,matches:Ue}=Element.prototype;function fe(e){let t=[document],n=[];for(let o of e.split(/\s>>>\s/))n=t.flatMap(s=>[...s.querySelectorAll(o)]),t=n.flatMap(({shadowRoot:s})=>s??[]);return n}function Re(e){return Pe(e,"[dj-component]")?.getAttribute("dj-component")}function Pe(e,t){return e&&(e.closest(t)??Pe(e.getRootNode().host,t))}function Ye(){return{__proto__:null}}function ut(e){let t=Ye();for(let n of ct.call(e))n.startsWith("dj-value-")&&(t[n.slice(9).replaceAll("-","_")]=ae.call(e,n));return t}function _e(e){let t=Ye(),{name:n,value:o,type:s,checked:i,selectedOptions:r}=e;return n&&(t.name=n),e.matches("[type=checkbox],[type=radio]")&&(t.checked=i),s==="select-multiple"?t.value=[...r].map(a=>a.value):typeof o=="string"&&(t.value=o),t}function ft(e,t){let n=Ye(),o=new FormData(e,t);for(let s of o.keys()){let i=o.getAll(s).map(r=>typeof r=="string"?r:r.name);n[s]=i.length>1?i:i[0]}return n}var on=1e3;function mt(e,t){let n=new WeakMap,o=new Set,s=new Map,i,r="";function a(l,f,b=!1){let v=$=>{let u=$.composedPath()[0];u instanceof Element&&f($,u,`dj-${l}`)};document.addEventListener(l,v,b)}a("click",(l,f,b)=>{let v=we(l,`[${b}]`);if(!v||Ue.call(v,":disabled"))return;we(l,"a[href='#']")&&l.preventDefault();let $=i;if(i=void 0,$?.control===f&&$.element===v)return;let u=we(l,"label")?.control;if(u&&!l.defaultPrevented&&!l.composedPath().includes(u)){let M=i={control:u,element:v};setTimeout(()=>i===M&&(i=void 0))}E(),e.tour.gesture(v),_(I(v,b,v),()=>({}))}),a("submit",(l,f,b)=>{if(!(f instanceof HTMLFormElement)||!Xe(f,b))return;l.preventDefault();let v=I(f,b,f);if(v.pending)return;E(),e.tour.gesture(l.submitter??f);let $=ft(f,l.submitter);_(v,()=>$,u=>e.formState.submitted(f,u))}),a("input",d),a("change",d),a("keydown",S),a("keyup",S),a("focus",N,!0),a("blur",N,!0);function d(l,f,b){e.formState.touched(f),k(f);let v=we(l,`[${b}]`);v&&(l.type==="change"&&E(),_(I(v,b,f),()=>_e(f),$=>e.formState.sent(f,$)))}function S(l,f,b){let{type:v,code:$}=l,u=Je(l)||v==="keyup"&&!!$&&$===r;if(r=u&&v==="keydown"?$:"",u||!l.key)return;let M=l.key.toLowerCase().replace(/^arrow/,"").replace(" ","space"),w=getComputedStyle(f).direction==="rtl"&&{left:"right",right:"left"}[M],C=`${b}.${w||M}`,R=`[${CSS.escape(C)}],[${b}]`,K=we(l,R)??g(R,l);if(!K)return;let p=I(K,Xe(K,C)?C:b,f);l.repeat&&p.pending||(l.key==="Enter"&&E(),X()||e.tour.gesture(f),_(p,()=>({..._e(f),key:l.key})))}function g(l,f){return f.defaultPrevented||f.repeat||!$e(f)||X()?void 0:[...(document.querySelector("dialog:modal")??document).querySelectorAll(l)].find(v=>!v.firstElementChild&&!(v.tabIndex>=0))}function N(l,f,b){l.type==="blur"&&E(f);let v=l.composedPath(),$=v.find((u,M)=>(!M||v[M-1]instanceof ShadowRoot)&&Xe(u,b));$&&_(I($,b,f),()=>_e(f))}function _(l,f,b){let{element:v,attribute:$,target:u}=l,M=rn(v,$);if(!M)return;if(M.chain){e.run(M.chain,v);return}let{name:w,params:C}=M,R=Re(v),K=$==="dj-submit",p=()=>{l.at=performance.now(),l.pending++,K&&(u.ariaBusy="true");let O=t(w,C??{...f(),...ut(v)},R,T);b?.(O)},T=(O,P,B)=>{if(l.pending--,K&&(u.ariaBusy=null),o.has(l))l.isHeld&&c(l);else if(b&&!K&&/^(?:busy|too_fast|too_many)$/.test(O))return b({c:0}),A(l,on,p),!0;return/^too_large$|_parameter$/.test(O)&&F(u,B,P)},m=O=>ae.call(u,O)??ae.call(v,O),y=!/^dj-(?:submit|focus|blur)$/.test($),L=Number(m("dj-throttle"))-performance.now()+l.at,h=L>0?L:m("dj-debounce");!y||h===null&&!(b&&l.pending)?p():(b||!(L>0))&&(b?.({c:0}),A(l,h,p))}function I(l,f,b){let v=n.get(b)??[],$=v.find(u=>u.element===l&&u.attribute===f);return $||($={element:l,attribute:f,target:b,pending:0,at:NaN,timer:0,isHeld:!1},n.set(b,[...v,$])),$}function A(l,f,b){clearTimeout(l.timer),o.add(l),l.release=b,l.isHeld=f===null,!l.isHeld&&!Number.isNaN(Number(f))&&(l.timer=setTimeout(()=>{l.isHeld=!0,l.pending||c(l)},Number(f)))}function c(l){clearTimeout(l.timer),o.delete(l),l.release()}function E(l){for(let f of o)(!l||l===f.target)&&c(f);k()}function F(l,f,b){let v=l;if(l instanceof HTMLFormElement){let $=[...document.querySelectorAll("input,select,textarea")].filter(({form:u,willValidate:M})=>u===l&&M);v=b===void 0?$.sort((u,M)=>M.value.length-u.value.length)[0]:$.find(({name:u})=>u===b)}return!v?.willValidate||(v.setCustomValidity(f),s.set(v,v.value),X()&&G().form!==l)?!1:(v.reportValidity(),!0)}function k(l){for(let[f,b]of s)!(f===l||f.form&&f.form===l?.form)&&f.value===b||(f.setCustomValidity(""),s.delete(f))}}function we(e,t){return e.composedPath().find(n=>n instanceof Element&&Ue.call(n,t))}function Xe(e,t){return ae.call(e,t)!==null}function rn(e,t){let n=ae.call(e,t)??"";try{return dt(n)}catch(o){console.warn(`docent: ${t}="${n}" is wrong:`,o);return}}function me(){let e=new Map;function t(i,r){let a=e.get(i);a||e.set(i,a=new Map);let d=a.get(r);return d||a.set(r,d={base:null,wrote:null,add:new Set,remove:new Set}),pt(i,r,d),d}function n(i){for(let[r,a]of e)for(let[d,S]of a)i(r,d,S)}function o(i,r,a){let d=t(i,"class"),S=pe(d.base);for(let g of r)d.remove.delete(g),S.includes(g)||d.add.add(g);for(let g of a)d.add.delete(g),S.includes(g)&&d.remove.add(g);d.value=void 0,Qe(i,"class",d)}function s(){n((i,r,a)=>{pt(i,r,a),ge(i,r,a.base)})}return{classes:o,withdraw(i,r){let a=e.get(i)?.get("class");a&&o(i,[],r.filter(d=>a.add.has(d)))},attribute(i,r,a){let d=t(i,r);d.value=a,Qe(i,r,d)},around(i,r,a){let d=t(i,r);a(),d.wrote=d.value=i.getAttribute(r)},lift:s,reapply(){for(let i of e.keys())i.isConnected||e.delete(i);n((i,r,a)=>{a.base=i.getAttribute(r),Qe(i,r,a)})},revert(){s(),e.clear()}}}function Qe(e,t,n){ge(e,t,n.value===void 0?gt(n.base,n.add,n.remove):n.value,!1),n.wrote=e.getAttribute(t)}function pt(e,t,n){let o=e.getAttribute(t);o!==n.wrote&&(n.base=gt(o,n.remove,n.add),n.wrote=o)}function gt(e,t,n){let o=pe(e),s=o.filter(r=>!n.has(r)),i=[...t].filter(r=>!o.includes(r));return i.length||s.length<o.length?[...s,...i].join(" "):e}function pe(e){return e?.match(/[^\t\n\f\r ]+/g)??[]}function ge(e,t,n,o=!0){if(e.getAttribute(t)===n)return;if(n===null){e.removeAttribute(t);return}let{style:s}=e,i=t==="style"&&s;i&&(s.cssText=n),(!i||o&&e.getAttribute(t)!==n)&&e.setAttribute(t,n)}function ve(e,t){let n=matchMedia("(prefers-reduced-motion)").matches?"instant":"smooth";e.scrollIntoView({behavior:n,block:t})}function ht(e){let{top:t,bottom:n,left:o,right:s}=e.getBoundingClientRect(),{width:i,height:r}=visualViewport,a=t<0||o<0||n>r||s>i;ve(e,a?"center":"nearest")}var sn=/^(?:focus|scroll_into_view)$/,yt={__proto__:null,show:bt,hide(e,t,{ledger:n}){n.attribute(e,"hidden","")},toggle(e,t,n){(getComputedStyle(e).display==="none"?bt:yt.hide)(e,t,n)},add_class(e,t,{ledger:n}){n.classes(e,He(t),[])},remove_class(e,t,{ledger:n}){n.classes(e,[],He(t))},transition(e,t,{ledger:n}){n.classes(e,He(t),[]),setTimeout(()=>n.withdraw(e,He(t)),Number(t.time))},set_attr(e,t,{ledger:n}){let o=z(t.name),s=z(t.value);return ln(o,s)?"refused":n.attribute(e,o,s)},remove_attr(e,t,{ledger:n}){n.attribute(e,z(t.name),null)},focus(e,t,{isPolite:n}){if(!(n&&X()||W(e,G())))return Z(e)?[e,...be(e).filter(ye)].some(Y)?void 0:"refused":"hidden"},dispatch(e,t){Se(e,z(t.event),t.detail)},push(e,t,{push:n}){n(z(t.event),t.value??{},Re(e))},scroll_into_view(e){return Z(e)?ve(e,"center"):"hidden"},end(){},over(e){Se(e,"tour:hide")}};function Se(e,t,n){e.dispatchEvent(new CustomEvent(t,{bubbles:!0,composed:!0,detail:n}))}function Ie(e,t){let n=yt[e.name];if(!n)return"refused";let o="missing";try{let s=[...an(e,t)];if(s[1]&&sn.test(e.name))return"ambiguous";for(let i of s)if(o=n(i,e.options,t)||void 0,o||e.name==="push")break}catch{o="threw"}return o}function an({options:e},{source:t,step:n}){if(e.to!==void 0){let s=z(e.to);if(n?.selector!==s)return fe(s);let i=n.find();return i?[i]:[]}if(e.inner!==void 0)return t.querySelectorAll(z(e.inner));if(e.closest===void 0)return[t];let o=t.closest(z(e.closest));return o?[o]:[]}function He(e){return pe(z(e.names))}function bt(e,t,{ledger:n}){let{style:o}=e;e.hasAttribute("hidden")&&n.attribute(e,"hidden",null),o?.display==="none"&&n.around(e,"style",()=>o.display="")}function ln(e,t){return/^(?:on|srcdoc$)/i.test(e.trim())||/^javascript:/i.test(t.replace(/^[\0- ]+/,"").replace(/[\t\n\r]/g,""))}function le(e,t,n){let{moveBefore:o}=t;o&&e.isConnected&&t.isConnected?o.call(t,e,n):t.insertBefore(e,n)}var dn=16;function xt(e,t,n){let o=G(),s=St(e),i=St(t),r=new Set;for(let[c,E]of s)i.get(c)?.localName!==E?.localName&&s.delete(c);t instanceof Element&&A(e,t),a(e,t);for(let c of r)c.remove();e.contains(o)&&Y(o);function a(c,E){let F=null,k=()=>_(F?F.nextSibling:c.firstChild);for(let l of[...E.childNodes]){let f=d(c,l,k());if(f){let b=f.parentNode===c&&!r.has(f);for(let v=k();b&&v&&v!==f&&g(v);v=k())r.add(v);f!==k()&&le(f,c,k()),I(f,l)}else N(c,l,k());F=f??l}for(let l=k();l;l=_(l.nextSibling))r.add(l)}function d(c,E,F){let k=S(E);if(k)return k.contains(c)?void 0:k;let l=E.nextElementSibling,f=0;for(let b=F;b&&f++<dn;b=_(b.nextSibling)){if(vt(b,E))return b;if(!(E instanceof Element)||!g(b)||l&&vt(b,l))return}}function S(c){return s.get(xe(c))}function g(c){return!S(c)&&!c.contains(o)}function N(c,E,F){if(c.insertBefore(E,F),E instanceof Element)for(let k of E.querySelectorAll("*")){let l=S(k);!l||!k.isConnected||l.contains(k)||(le(l,k.parentNode,k),I(l,k),k.remove())}}function _(c){for(;c&&(n.isOurs(c)||r.has(c));)c=c.nextSibling;return c}function I(c,E){if(r.delete(c),s.delete(xe(c)),!(c instanceof Element&&E instanceof Element)){c.nodeValue!==E.nodeValue&&(c.nodeValue=E.nodeValue);return}if(c.localName==="script"||c.getAttribute("dj-update")==="ignore")return;let F=wt(c);A(c,E),c instanceof HTMLTextAreaElement?c.defaultValue=E.defaultValue:c instanceof HTMLTemplateElement?a(c.content,E.content):he(c)&&c.isContentEditable||a(c,E);let k=wt(c);if(k===void 0||n.keeps(c)||k===F&&(k===null||!n.answered(c)))return;let l=c;l.value!==k&&(l.value=k??"")}function A(c,E){let F=c.matches("details,dialog");for(let l of[...c.getAttributeNames(),...E.getAttributeNames()]){let f=E.getAttribute(l);if(c.getAttribute(l)===f||F&&l==="open")continue;try{ge(c,l,f)}catch{}let b=l==="checked"?c:l==="selected"&&c.closest("select");b&&!n.keeps(b)&&(c[l]=f!==null)}let k=E.hasAttribute("open");F&&n.isNews(c,k)&&c.toggleAttribute("open",k)}}function wt(e){return e instanceof HTMLTextAreaElement?e.defaultValue:e.matches("input:not([type=file],[type=hidden],[type=checkbox],[type=radio])")?e.getAttribute("value"):void 0}function vt(e,t){return e.nodeName===t.nodeName&&xe(e)===xe(t)}function xe(e){if(!(e instanceof Element))return;let t=e.getAttribute("id");if(t)return`#${t}`;let n=e.getAttribute("name");if(!n||!e.matches("input,select,textarea,button"))return;let o=e.matches("[type=checkbox],[type=radio],button")?e.getAttribute("value"):"";return`${e.closest("form")?.getAttribute("id")??""} ${n} ${o}`}function St(e){let t=new Map;for(let n of e.querySelectorAll("[id],[name]")){let o=xe(n);o&&t.set(o,t.has(o)?void 0:n)}return t}function Ze(){return document.querySelector("[dj-root]")??document.body}function Et(e,t,n){let o=me(),{trustedTypes:s}=window,i=s?.createPolicy("docent",{createHTML:d=>d});function r(d,S){return Ie(d,{source:S,ledger:o,push:n})}function a(d,S){let g=document.querySelector("[dj-root]");if(!g)return;let N=document.createElement("template");N.innerHTML=i?.createHTML(d)??d;let _=N.content;e.ledger.lift(),o.lift();try{xt(g,_.querySelector("[dj-root]")??_,{...t.judge(S),isOurs:e.owns})}finally{o.reapply(),e.ledger.reapply(),t.settle(S)}}return{tour:e,formState:t,apply({run:d,isSnapshot:S,patches:g,ops:N,s:_,c:I}){e.enter(d,S);for(let c of g)a(c,I);let A=N.map(c=>r(c,Ze()));return d&&A.push(...e.perform(d)),e.tick(),A.flatMap((c,E)=>c?[[_,E,c]]:[])},run(d,S){for(let g of d)r(g,S)}}}function Fe(e,t){let n=document.createElement("div"),o=0;return n.className=e,n.role="status",n.style.cssText=t,{element:n,announce(s,i=100){clearTimeout(o),n.textContent="",o=setTimeout(()=>n.textContent=s,i)}}}var Ee=["bottom","top","right","left"];function kt(e){return Ee.map((t,n)=>Ee[Ee.indexOf(e)^n])}function Tt(e,{width:t,height:n},o,s){let{offsetLeft:i,offsetTop:r}=o,a=i+o.width,d=r+o.height,S=de(e.left,i,a),g=de(e.right,i,a),N=de(e.top,r,d),_=de(e.bottom,r,d),I={bottom:d-_-n,top:N-r-n,right:a-g-t,left:S-i-t},A=s.find($=>I[$]>=27)??[...s].sort(($,u)=>I[u]-I[$])[0],c=(S+g)/2,E=(N+_)/2,F=A==="left"?S-19-t:A==="right"?g+19:c-t/2,k=A==="top"?N-19-n:A==="bottom"?_+19:E-n/2,l=Math.round(de(F,i+8,a-8-t)),f=Math.round(de(k,r+8,d-8-n)),[b,v]=A==="left"||A==="right"?[E-f,n]:[c-l,t];return{left:l,top:f,side:A??"center",arrow:de(b,18,v-18)}}function de(e,t,n){return Math.max(t,Math.min(e,n))}function Nt(){let e=document.createElement("div"),{style:t}=e;return e.className="dj-tutorial-spotlight",e.ariaHidden="true",e.popover="manual",t.cssText="inset:auto;border:0;padding:0;background:none;pointer-events:none",{element:e,frame({left:n,top:o,width:s,height:i},r){t.left=`${(n-10)/r}px`,t.top=`${(o-10)/r}px`,t.width=`${(s+20)/r}px`,t.height=`${(i+20)/r}px`}}}var Mt="dj-tutorial-bubble__",cn=500;function ce(){return document.querySelector("#dj-tutorial-bubble")}function Ot(e){let{style:t}=e,n=Lt(e.dataset.position)??"bottom",o=Nt(),s=Fe("dj-tutorial-announcer","position:fixed;clip-path:inset(50%)"),i=[o.element,s.element],r=me(),a=document.body,d=null,S=!1,g=null,N="",_=[],I=0;function A(){S=!0,g=e.getAttribute("style"),a=e.parentNode,d=e.nextSibling,t.cssText+=";position:fixed;inset:0 auto auto 0;margin:0",r.attribute(e,"data-visible","true"),r.attribute(e,"hidden",null);let u=getComputedStyle(e).borderStyle!=="none";r.attribute(e,"popover","manual"),u||(t.border="0");for(let M of e.querySelectorAll("button"))r.attribute(M,"tabindex","-1");c()}function c(){e.before(...i),F()}function E(u){if(e.parentNode===u)return;let M=G();le(e,u,d?.parentNode===u?d:null),c(),W(e,M)&&Y(M)}function F(){for(let u of[o.element,e])u.popover&&(u.hidePopover(),u.showPopover())}function k(u){t.boxSizing=t.maxWidth=t.maxHeight="";let{width:M,height:w}=e.getBoundingClientRect(),C=M>u.width-16,R=w>u.height-16;(C||R)&&(t.boxSizing="border-box"),C&&(t.maxWidth=`${u.width-16}px`),R&&(t.maxHeight=`${u.height-16}px`)}function l(u){_.sort((M,w)=>+u(M)-+u(w))}function f(u){return e.querySelector(`.${Mt}${u}`)}function b(u,M){let w=f(u);w&&w.textContent!==M&&(w.textContent=M)}function v(u,M,w){let C=f(u);C&&r.attribute(C,M,w?"":null)}function $(u,M){let w=f(u)?.dataset.names?.split("|");w&&b(u,w[+M])}return{element:e,isShown:()=>S,owns:u=>u===e||i.includes(u),controls:()=>[...e.querySelectorAll("button")].filter(Z),control:u=>["skip","back","cancel","pause"].find(M=>u.closest(`.${Mt}${M}`)),fill({text:u,position:M,step:w,total:C,only_timeout:R},K){b("text",u),b("step",(e.dataset.step??"").replace("{step}",`${w+1}`).replace("{total}",`${C}`)),t.setProperty("--docent-progress",`${(w+1)/C}`);let p=!!R&&!K;v("back","hidden",!w),v("pause","hidden",!K),v("skip","data-next",p),$("skip",p),N="",_=kt(Lt(M)??n),clearTimeout(I)},isBusy:()=>S&&e.matches(":hover,:focus-visible,:has(:focus)"),rename:$,show(u){S||A(),E(Pe(u,"dialog:modal,:popover-open")??a)},raise:F,follow(u){let M=visualViewport,w=u?.getBoundingClientRect()??new DOMRect(M.offsetLeft+M.width/2,M.offsetTop+M.height/2);N!==(N=`${M.width} ${M.height}`)&&k(M);let C=e.getBoundingClientRect(),R=G(),{left:K,top:p,right:T,bottom:m}=R.getBoundingClientRect(),y=B=>Tt(w,C,M,u?B:[]),L=W(e,R)||u!==R&&W(R,u),h=B=>!L&&B.left<T&&K<B.left+C.width&&B.top<m&&p<B.top+C.height;l(B=>h(y([B])));let O=y(_),P=e.currentCSSZoom??1;return t.left=`${O.left/P}px`,t.top=`${O.top/P}px`,t.setProperty("--docent-arrow",`${O.arrow/P}px`),e.dataset.side!==O.side&&r.attribute(e,"data-side",O.side),o.frame(w,P),h(O)},stepAside(){clearTimeout(I),I=setTimeout(()=>l(u=>u===e.dataset.side),cn)},focus:()=>S&&Y(e),announce:s.announce,hide(){if(S){S=!1,s.announce(""),E(a),e.matches(":popover-open")&&e.hidePopover();for(let u of i)u.remove();r.revert(),ge(e,"style",g),b("text",""),b("step",""),$("skip",!1),$("pause",!1)}}}}function Lt(e){return Ee.find(t=>t===e)}function et(e){return ce()?.dataset[e]??""}function $t(){let{element:e,announce:t}=Fe("docent-notice","position:fixed;bottom:0;background:Canvas;color:CanvasText");return{show(n,o){document.body.append(e),t(et(n),o)},hide:()=>e.remove()}}var un=256,fn=64,mn=16*2**20,pn=250,gn=45e3,hn=3e4,bn=2e3,tt=250,yn=3e4,wn=5e3;function At({docent:e,digest:t,build:n},o,s){let i=location.href.split("#")[0],r=$t(),a,d=!1,S=!1,g=!1,N,_=0,I,A=0,c=0,E=[],F=0,k=!1,l,f,b=0,v=0,$=0,u=0,M=0,w=0,C={welcome(x,H,q,ee){if(clearTimeout(u),u=0,r.hide(),g=!1,I=ee,o.tour.welcome(I.hasTimers),_=H,x!==N){for(let J of E)J.c&&L(J,"session_over","session over");N&&o.formState.reset(),N=x,c=0,l=void 0}let V=E.find(J=>J.c>q);k&&V&&++V.closed>1&&L(V,"unreadable","the connection was closed twice"),k=!1,A=q;for(let J of E)J.c>A&&(J.c=0);d=!0,m(A),l&&h(["t",...l])},frame(x){if(!x.isSnapshot&&x.s!==c+1)throw Error("shape");c=x.s;let H=o.apply(x);H.length?p(H):b||=setTimeout(p,pn),m(x.c)},part(x,H,q){if(f??={id:x,text:""},f.text+=q,f.id!==x||f.text.length>mn)throw Error("shape");if(!H)return;let ee=f.text;f=void 0,Ve(ee,C)},refused(x,H,q,ee){let V=E.find(J=>J.c===x);V&&L(V,H,q,ee),y()},heartbeat(){w=0,p()},draining:x=>{B(Math.random()*x)}};function R(){clearTimeout(M),M=0;let x=a=new WebSocket(i.replace(/^http/,"ws"),"docent.2");x.onopen=()=>h(["h",{page:e,session:N,epoch:_,ack:c,digest:t,build:n,run:o.tour.at()}]),x.onmessage=({data:H})=>{x===a&&K(String(H))},x.onclose=({code:H})=>{x===a&&O(H)},Me()}function K(x){Me(),s("in",x);try{Ve(x,C)}catch(H){console.error("docent: bad frame:",H),c=0,P(a)}}function p(x=[]){T(),d&&h(x.length?["k",c,x.slice(0,fn)]:["k",c])}function T(){clearTimeout(b),b=0}function m(x){let H=E.filter(({c:q})=>q&&q<=x);E=E.filter(q=>!H.includes(q));for(let q of H)q.settled?.();y()}function y(){if(clearTimeout(v),!d)return;let{frame:x,event:H,events:[q,ee,V]}=I,J=1e3/q;for(let re of E){if(re.c)continue;if(E.filter(({c:Oe})=>Oe).length>=V)return;let Le=performance.now(),rt=Math.max(F,Le)+J,it=rt-Le-J*ee/2;if(it>0){v=setTimeout(y,it);return}let ze=Ae(["e",A+1,re.name,re.params,re.s??=c].concat(re.to??[]));if(new Blob([ze]).size>H){L(re,"too_large","too large");continue}F=rt,re.c=++A,T(),s("out",ze);let qe=ze.match(RegExp(`[^]{1,${x>>3}}`,"gu"));qe.forEach((Oe,Yt)=>a.send(qe[1]?Ae(["+",Yt===qe.length-1,Oe]):Oe))}}function L(x,H,q,ee){let V=H==="handler_failed",J=H==="too_large"?"long":/_parameter$/.test(H)?"invalid":"failed";console[V?"debug":"warn"](`docent: event "${x.name}" refused: ${q} (${H})`),E=E.filter(Le=>Le!==x),x.c=-1;let re=x.settled?.(H,ee,et(J));!V&&!re&&!S&&r.show(J)}function h(x){let H=Ae(x);s("out",H),a.send(H)}function O(x){if(oe(),k=x===4400||x===1009,k&&(l=void 0),x===4401)g?ie("stale"):Ne();else if(x===4409)ie("taken");else if(x===4410){let[H]=performance.getEntriesByType("navigation");(_||H.type!=="reload")&&setTimeout(()=>X()||location.reload(),Math.random()*wn),ie("stale")}else te()}function P(x){x===a&&(oe(),te(),x?.close())}function B(x){let H=a;return setTimeout(()=>P(H),x)}function oe(){a=f=void 0,d=!1,T(),clearTimeout($),clearTimeout(v),!u&&(u=setTimeout(()=>o.tour.abandon(),hn),r.show("lost",bn))}function te(){g=!1;let x=Math.min(yn,tt*2**++w);M=setTimeout(R,tt+Math.random()*(x-tt))}function Te(){M&&R()}function ie(x){S=!0,o.tour.abandon(),r.show(x)}async function Ne(){try{let x=await fetch(i,{headers:{Accept:"application/docent+json"}});if(x.status>=500)return te();let{page:H}=await x.json().catch(()=>({}));if(typeof H!="string")return ie("stale");e=H,g=!0,R()}catch{te()}}function Me(){clearTimeout($),$=B(gn)}return addEventListener("offline",()=>a&&P(a)),addEventListener("online",Te),document.addEventListener("visibilitychange",Te),e?R():Ne(),{isOpen:()=>d,push(x,H,q,ee){let V={c:0,closed:0,name:x,params:H,to:q,settled:ee},J=S?"session_over":E.length>=un&&"too_many";return J?(queueMicrotask(()=>L(V,J,S?"session over":"too many wait")),V):(d&&r.hide(),E.push(V),y(),V)},report(x){return c?(/^[hr]/.test(x[2])||(l=x),d&&h(["t",...x]),d):!1}}}var vn=150;function Ct(e){let{narration:t,highlight:n,ledger:o,isNews:s,isTimed:i}=e,{target:r}=t,a=t.on_missing==="center",d=new AbortController,S=[],g,N,_=-1/0,{narrate:I}=e,A=!s,c=A,E=!1,F=A,k,l=!1;function f(){try{let m=fe(r);return m.find(Z)??m[0]}catch{return}}function b(){return N&&Z(N)?N:void 0}function v(){A||(A=!0,$(),b()||e.missing())}function $(){let m=f();N&&N!==m&&o.withdraw(N,n),N=m,m&&n.some(L=>!m.classList.contains(L))&&o.classes(m,n,[]);let y=(m||a)&&I;y&&(I=void 0,y(m??document.body),d.signal.aborted)||(i&&(l&&=!!g?.isBusy(),e.holdStill(e.isPaused()||document.hidden||!l&&!!g?.isBusy())),u(),y&&M(m),m&&S.length&&e.perform(S.splice(0)),A&&!c&&g?.isShown()&&(c=!0,g.announce(t.text)))}function u(){if(!g)return;let m=b();if(m)_=performance.now(),A&&(!F&&!X()&&ht(m),F=!0);else if(performance.now()-_<vn)return;if(m||a){E&&=g.isShown(),g.show(m),E||g.fill(t,i),E=!0,g.rename("pause",e.isPaused());let y=g.follow(m),L=G();y&&L!==k&&L.matches(":focus-visible")&&ve(k=L,"start")}else g.hide()}function M(m){if(!e.movesFocus||X())return;let y=G();m&&(W(m,y)||Y(m))||!g?.focus()||(c||=y!==g.element)}function w(){requestAnimationFrame(()=>{d.signal.aborted||(w(),$())})}function C(){let m=G();return W(g?.element,m)||W(N,m)}function R({target:m}){let y=g.control(m);y?e.control(y,m):g.stepAside(),l=y==="pause"}function K(m){let y=m.target;y.matches(":popover-open")&&g.isShown()&&!g.owns(y)&&g.raise()}function p(m){if(!(!$e(m)||!g.isShown()))if(m.key==="Tab"){let y=T(g,m.shiftKey);if(!y)return;m.preventDefault(),y.focus()}else m.key==="Escape"&&(C()||G()===document.body&&document.querySelector("dialog:modal")===g.element.closest("dialog:modal"))&&(m.preventDefault(),m.stopImmediatePropagation(),e.control("cancel"))}function T({element:m,controls:y},L){let h=be(m.closest("dialog:modal")??document).filter(te=>te===N||ye(te)&&!W(m,te)),O=Math.max(0,h.indexOf(N));h.splice(O,N&&!ye(N)?1:0,...y());let P=G(),B=P===m?O-(L?0:1):h.indexOf(P),oe=h[B+(L?-1:1)];return oe&&(W(m,P)||W(m,oe))?oe:void 0}return w(),{selector:r,find:f,postpone:m=>{S.push(m)},attach(m){let{signal:y}=d;g=m,g.element.addEventListener("click",R,{signal:y}),addEventListener("keydown",p,{signal:y,capture:!0}),document.addEventListener("toggle",K,{signal:y,capture:!0}),document.addEventListener("visibilitychange",$,{signal:y})},settle:v,tick:$,holdsFocus:C,close(){d.abort(),g=void 0,N&&o.withdraw(N,n)}}}var Sn=5e3;function Rt(e){let t=me(),n,o,s,i,r,a=-1/0,d,S=!1,g=!0,N=!1,_="",I="",A="";function c(w){r=w,a=performance.now()}function E(){return performance.now()-a<Sn}function F(w){return n?(I!==(I=n+w)&&e.report([...n,w]),!0):!1}function k(w){n&&w!==(_===String(n))&&e.report([...n,w?"hold":"resume"])&&(_=w?String(n):"")}function l(w,C,R){v(),o=Ct({narration:w,isTimed:g&&!!w.timeout,highlight:pe(R?.highlight),ledger:t,isNews:C,movesFocus:C&&(S||E()),narrate:R&&(K=>{s=w,Se(K,R.event,w),s=void 0}),perform:f,missing(){let{target:K,step:p}=w;F("missing"),Se(document,"docent:missing",{target:K,step:p})},control(K,p){p&&c(p),K==="pause"?N=!N:F(K)||u()},isPaused:()=>N,holdStill:k})}function f(w){let C=e.source();return w.map((R,K)=>{if(R.name==="end"&&v(),R.shown){let{narration:T}=R.shown;return l(T,A!==(A=`${n},${T.step}`),R.shown),o?.tick(),!o?.find()&&w.slice(K).some(({name:m})=>m==="end")?"missing":void 0}let p=Ie(R,{ledger:t,step:o,isPolite:!0,source:C,push:e.push});return p==="missing"&&R.options.to===o?.selector&&o?.postpone(R),p})}function b(w){let{detail:C}=w;if(!We(C)||s&&s!==C)return;let R=ce();R&&!i?.isShown()&&i?.element!==R&&(i=Ot(R)),i&&(s||l(C,!0),o?.attach(i),s||o?.settle())}function v(){o?.close(),o=void 0}function $(){v(),i?.hide()}function u(){let w=o?.holdsFocus()&&!X()&&[d,o.find()];$(),w&&w.some(C=>C&&Y(C))}function M(w){w?u():$(),t.revert(),n=void 0,w&&(d=void 0)}return document.addEventListener(ce()?.dataset.event||"tour:narrate",b),document.addEventListener("tour:hide",u),{ledger:t,at:()=>n,owns:w=>!!i?.owns(w),gesture:c,enter(w,C){let R=w?.at[0]!==n?.[0];(R||C)&&M(!w),!(!R||!w)&&(N=!1,S=E(),S&&!i?.element.contains(r)&&(d=r))},perform(w){n=w.at;let C=f(w.ops);return o?.settle(),o||i?.hide(),C},tick:()=>o?.tick(),report:F,welcome(w){g=w,_=""},abandon:()=>M(!0)}}function xn(e,t){let n=(a,d,S,g)=>{let[,N]=/^(skip|back|cancel)_tutorial$/.exec(a)??[];return N&&o.report(N)?(g?.(),{c:-1}):i.push(a,d,S,g)},o=Rt({source:Ze,push:n,report:a=>i.report(a)}),s=Et(o,st(),n),i=At(e.dataset,s,(a,d)=>{t?.(a,d),r.debug&&console.debug("docent",a,d)});mt(s,n);let r={debug:!1,get connected(){return i.isOpen()}};Object.assign(window,{docent:r})}function Pt(e){function t(){let n=document.querySelector("script[data-docent]");n&&!Object.hasOwn(window,"docent")&&xn(n,e?.())}document.readyState==="loading"?document.addEventListener("DOMContentLoaded",t):t()}function _t({forgotten:e,story:t},n,o,s){let i=a=>new Date(performance.timeOrigin+a).toISOString(),r={taken:i(performance.now()),browser:navigator.userAgent,state:s,latency:t.latency,timeline:n.map(({at:a,text:d})=>({at:i(a),text:d})),forgotten:e,frames:o.map(({at:a,direction:d,kind:S,summary:g,text:N,length:_})=>{let I=_>N.length?{cut:N,length:_}:{frame:En(N)};return{at:i(a),direction:d,kind:S,summary:g,...I}})};return JSON.stringify(r,void 0,2)}async function Ht(e){try{return await navigator.clipboard.writeText(e),!0}catch{return!1}}function En(e){try{return JSON.parse(e)}catch{return e}}function D(e,t={},...n){let o=Object.assign(document.createElement(e),t);return o.append(...n),o}function ne(e,t){e.textContent!==t&&(e.textContent=t)}function It(e,t){for(;e.children.length>t.length;)e.lastElementChild.remove();t.forEach((n,o)=>ne(e.children[o]??e.appendChild(D("li")),n))}function Ke(e){let t=new Date(performance.timeOrigin+e),n=o=>String(o).padStart(2,"0");return`${n(t.getHours())}:${n(t.getMinutes())}:${n(t.getSeconds())}.${String(t.getMilliseconds()).padStart(3,"0")}`}function Be(e,t){let n=new Map,o=D("ol",{className:e});return{list:o,show(s){let i=new Set(s);for(let[r,a]of n)i.has(r)||(a.remove(),n.delete(r));for(let r of s){if(n.has(r))continue;let a=t(r);n.set(r,a),o.prepend(a)}},shown:()=>[...n]}}var Ft="not a frame that this panel knows",kn=new Map([["timed_out","its time was over"],["satisfied","the visitor had done it already"],["back","back to the step before"],["missing","its target is missing"],["superseded","a newer run took its place"]]),Tn={skip:"skipped",back:"back",cancel:"cancelled"},Bt={h:"hello",e:"event",t:"control",k:"ack",w:"welcome",f:"frame",s:"snapshot","+":"part",x:"refusal",p:"heartbeat",d:"draining"},jt=[...Object.values(Bt),"unknown"];function Gt(){let e=new Map,t=[],n,o=!0,s="",i=[],r,a,d,S,g=0,N=0,_=!1,I=[];function A(p,T){I.push({at:p,text:Ge(T)})}function c(p){return N+(_?0:p-g)}function E(p,T){N=c(T),g=T,_=p}function F(p,T){return p.map(m=>{let{name:y,at:L}=e.get(m);e.delete(m);let h=T-L;return t=[...t,h].slice(-100),{name:y,ms:h}})}function k(p,T,m){let y=[...e.keys()].filter(L=>L<=T);return p?y:y.slice(0,m?0:1)}function l(p,T){return d?.run===p&&d?.visit===T}function f(p,T,m,y){let[L,h,O]=U(T);for(let P of p)b(P,L,h,y);d&&(m||r!==L)&&(r===L&&U(O).some(B=>Dt(B)&&l(L,h))||v("the page missed why",y)),r!==L&&(r!==void 0&&$("the page missed how",y),L!==void 0&&A(y,`Run ${j(L)} started`),r=L);for(let P of U(O))b(P,L,h,y)}function b(p,T,m,y){let[L,h]=U(p),O=Object(h);if(L==="end"){let P=j(O.cause);v(kn.get(P)??P,y)}else if(L==="over")$(j(O.outcome),y);else if(Dt(p)&&!l(T,m)){let P=d=Mn(T,m,O);a=P.tour;let B=P.timeout&&o?`, for ${P.timeout/1e3} s at most`:"";A(y,`${je(P)} shown at ${P.target}${B} (visit ${j(m)})`),S=void 0,_=!1,N=0,g=y}}function v(p,T){A(T,`${d?je(d):"A step that was not shown"} ended: ${p}`),d=void 0}function $(p,T){A(T,`${r===void 0?"A run that was not shown":`Run ${j(r)}${a?` of ${a}`:""}`} ended: ${p}`),r=a=void 0}function u([,p,T,,m],y){let L=n!==p;return L&&e.clear(),A(y,n===void 0?"Connected: a new session":L?"Connected again: another session, the last one is over":"Connected again: the same session"),n=p,o=Object(m).timers!==!1,E(!1,y),`${L?"a new session":"the same session"}, epoch ${j(T)}${o?"":", steps have no timers"}`}function M([,p,T,m],y){if(s+=typeof m=="string"?m:"",s.length>16777216&&(s=""),T!==!0)return`of message ${j(p)}`;let L=s;return s="",`the last of message ${j(p)}: ${C(Kt(L),y)}`}function w([p,T,m,y,L,h],O){let P=p==="s",[B,oe]=P?[U(h),L]:[U(L),h],[te,Te,ie]=U(oe);i=[...B,...U(ie)];let Ne=S!==void 0&&i.some(x=>Nn(x)===S),Me=F(k(P,Number(m),Ne),O);return f(B,oe,P,O),[`#${j(T)}`,...Me.map(({name:x,ms:H})=>`answers ${x} after ${Math.round(H)} ms`),P||U(y).length?"renders":"",nt(B),te?`visit ${j(Te)}: ${nt(U(ie))||"nothing"}`:""].filter(Boolean).join(" \xB7 ")}function C(p,T){switch(p[0]){case"w":return typeof p[1]=="string"?u(p,T):Ft;case"f":case"s":return w(p,T);case"+":return M(p,T);case"x":{let[,m,y,L]=p,h=Number(m),O=e.get(h)?.name??`event ${j(m)}`;return e.has(h)&&F([h],T),A(T,`${O} was refused: ${j(L)} (${j(y)})`),`${O}: ${j(L)} (${j(y)})`}case"d":return A(T,"The server is draining: the page will reconnect"),`reconnect within ${j(p[1])} ms`;case"p":return"";default:return Ft}}function R([p,T,m,y],L){switch(p){case"h":return s="",n!==void 0&&A(L,"The connection was lost; there is a new one"),n===void 0?"asks for a session":"asks for its session again";case"e":{let[h,O]=[Number(T),j(m)],P=e.has(h);return!P&&e.size<100&&e.set(h,{name:O,at:L}),`#${h} ${O}${P?", again":""}`}case"t":return K(j(y),L),`visit ${j(m)}: ${j(y)}`;case"k":{let h=U(m).map(O=>{let[,P,B]=U(O);return`${nt([i[Number(P)]])}: ${j(B)}`});for(let O of h)A(L,`An operation failed: ${O}`);return[`up to #${j(T)}`,...h].join(" \xB7 ")}default:return""}}function K(p,T){p==="hold"||p==="resume"?(E(p==="hold",T),A(T,p==="hold"?"The step's time is held":"The step's time continues")):p==="missing"?A(T,`The step's target is missing${d?`: ${d.target}`:""}`):(S=Tn[p],A(T,`${p} was chosen`))}return{get shown(){return d&&{...d,timeout:o?d.timeout:void 0}},get isHeld(){return _},get unanswered(){return Array.from(e.values(),({name:p})=>p)},get latency(){let p=t.toSorted((m,y)=>m-y),T=p.length;return T?{last:t[T-1],median:(p[T-1>>1]+p[T>>1])/2,count:T}:void 0},elapsed:c,take(p,T,m){I=[];let y=Kt(m),L=T==="in"?C(y,p):R(y,p);return{kind:Bt[j(y[0])]??"unknown",summary:Ge(L),moments:I}},forget(){t=[]}}}function Dt(e){let[t,n]=U(e);return t==="step"&&typeof Object(n).target=="string"}function Nn(e){let[t,n]=U(e);return t==="end"?Object(n).cause:void 0}function Mn(e,t,n){let{tour:o,name:s,target:i,step:r,total:a,timeout:d,only_timeout:S,on_missing:g}=n;return{run:e,visit:t,tour:j(o),name:typeof s=="string"?s:void 0,target:j(i),step:Number(r),total:Number(a),timeout:typeof d=="number"?d:void 0,isOnlyTimed:S===!0,isCentered:g==="center"}}function je({tour:e,name:t,step:n,total:o}){return`${e}: step ${n+1} of ${o}${t===void 0?"":` (${t})`}`}function nt(e){return e.map(t=>{let[n,o]=U(t),{to:s,target:i,cause:r,outcome:a}=Object(o),d=s??i??r??a;return d===void 0?j(n):`${j(n)} ${j(d)}`}).join(", ")}function Ge(e){return e.length>400?`${e.slice(0,400)}\u2026`:e}function j(e){return typeof e=="string"?e:JSON.stringify(e)??"?"}function Kt(e){try{return U(JSON.parse(e))}catch{return[]}}function U(e){return Array.isArray(e)?e:[]}var Ln=80;function qt(e){let t=D("input",{type:"search",placeholder:"Filter",ariaLabel:"Filter by text",autocomplete:"off",spellcheck:!1}),n=zt("Direction",[["","Both ways"],["out","Sent"],["in","Received"]]),o=zt("Kind",[["","All kinds"],...jt.map(a=>[a,a])]),s=D("div",{className:"row"},t,n,o),i=Be("frames",a=>D("li",{hidden:!r(a)},On(a)));s.addEventListener("input",()=>{for(let[a,d]of i.shown())d.hidden=!r(a);e()});function r(a){let d=t.value.trim().toLowerCase();return(!n.value||a.direction===n.value)&&(!o.value||a.kind===o.value)&&`${a.kind} ${a.summary} ${a.text}`.toLowerCase().includes(d)}return{filter:s,list:i.list,show:i.show,passing:()=>i.shown().flatMap(([a,{hidden:d}])=>d?[]:a)}}function zt(e,t){return D("select",{ariaLabel:e},...t.map(([n,o])=>D("option",{value:n},o)))}function On(e){let{at:t,direction:n,kind:o,summary:s}=e,i=D("pre",{tabIndex:0,role:"group",ariaLabel:"The frame"}),r=D("details",{},D("summary",{},D("span",{className:"at"},Ke(t)),D("span",{className:`way ${n}`},n==="out"?"\u2191 sent":"\u2193 received"),D("span",{className:"kind"},o),D("span",{className:"summary"},s)),i);return r.addEventListener("toggle",()=>ne(i,r.open?$n(e):"")),r}function $n({text:e,length:t}){let n=t>e.length?`
\u2026 ${t-e.length} characters more were not kept`:"";try{return e.length>Ln?JSON.stringify(JSON.parse(e),void 0,2)+n:e}catch{return e+n}}var Jt=`/*
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
`;var Cn=/^dj-(?:click|submit|change|input|keydown|keyup|focus|blur)\b/;function Vt({shown:e,isHeld:t,unanswered:n,elapsed:o},s,i){let r=[];if(s||r.push("The connection is lost: nothing happens until the server is back."),n.length&&r.push(`Not answered yet: ${n.join(", ")}.`),!e)return[...r,"No step is on the page."];let{target:a,timeout:d}=e;if(r.push(`${je(e)}, at ${a}.`,...Pn(a,e.isCentered)),d){let g=Math.max(0,d-o(i))/1e3;r.push(`Its time: ${g.toFixed(1)} s left of ${d/1e3} s${t?`, held: ${Rn()}`:""}.`)}let S=[d?"when its time is over":"",e.isOnlyTimed?"":"by a handler or a flow of the server","by a button of the bubble"];return r.push(`It ends ${S.filter(Boolean).join(", or ")}.`),r}function Rn(){let e=ce();return document.hidden?"the tab is hidden":e?.matches(":hover")?"the pointer is at the bubble":e?.contains(G())?"the focus is in the bubble":"it was paused"}function Pn(e,t){let n=Hn(e),o=t?"the bubble is in the middle of the view":"the step waits for it, unless its on_missing is skip or cancel";if(!n.length)return[`Its target is missing: nothing on the page matches; ${o}.`];if(!n.some(Z))return[`Its target is on the page but not visible; ${o}.`];let s=n.length>1?[`${n.length} elements match: the first that is visible is the target.`]:[],i=_n(n.find(Z));return i?[...s,`Its target calls ${i}.`]:s}function _n(e){return e.getAttributeNames().filter(n=>Cn.test(n)).map(n=>`${e.getAttribute(n)} (${n})`).join(", ")}function Hn(e){try{return fe(e)}catch{return[]}}var In=250,Fn=["keydown","keyup","click","input","change"];function Wt(e){let t;return{toggle(){t?t():t=Dn(e,()=>t=void 0)}}}function Dn(e,t){let n=G(),o=new AbortController,{signal:s}=o,i=!1,r=0,a=[],d=0,S,g=D("ul",{className:"state"}),N=Be("timeline",({at:h,text:O})=>D("li",{},D("span",{className:"at"},Ke(h)),D("span",{},O))),_=D("p",{className:"status",role:"status"}),I=D("p",{className:"count"}),A=D("textarea",{readOnly:!0,hidden:!0,ariaLabel:"The JSON, to be copied by hand"}),c=qt(()=>ne(I,v())),E=ke("Pause",()=>{i=!i,r=b(),ne(E,i?"Resume":"Pause"),u()}),F=ke("To the top",()=>{let h=k.toggleAttribute("data-top");ne(F,h?"To the bottom":"To the top")}),k=D("docent-panel",{lang:"en",popover:"manual",role:"dialog",ariaLabel:"docent: debug panel",tabIndex:-1}),l=k.attachShadow({mode:"open"}),f=new CSSStyleSheet;f.replaceSync(Jt),l.adoptedStyleSheets=[f],l.append(D("div",{className:"panel"},D("div",{className:"row bar"},D("h2",{},"docent"),E,ke("Clear",p),ke("Copy as JSON",()=>{T()}),F,ke("Close",m),_),A,D("div",{className:"parts"},D("div",{className:"summary-parts"},ot("Why it waits",g),ot("Timeline, newest first",N.list)),ot("Frames, newest first",c.filter,I,c.list))));function b(){return e.forgotten+e.frames.length}function v(){let{forgotten:h}=e,O=`${c.passing().length} of ${c.list.childElementCount} frames`;return i?`${O}; paused, ${b()-r} more have come`:h?`${O}, ${h} older ones are not kept`:O}function $(){let{story:h}=e,{latency:O}=h,P=B=>`${B.toFixed(B<10?1:0)} ms`;return[...Vt(h,docent.connected,performance.now()),O?`From an event to its answer: ${P(O.last)} last, ${P(O.median)} median of ${O.count}.`:"No event has been answered yet."].map(Ge)}function u(){d=0,C(),It(g,$()),i||({moments:a}=e,c.show(e.frames),N.show(a)),ne(I,v())}function M(){d||=requestAnimationFrame(u)}function w(){let h=G();S=W(k,h)?h:void 0}function C(){let h=[...document.querySelectorAll("dialog:modal")].at(-1)??document.body;if(k.parentNode===h&&R())return;let O=S;R()&&k.hidePopover(),le(k,h,null),k.showPopover(),O&&Y(O)}function R(){return k.matches(":popover-open")}function K(h){h.target===k&&h.stopImmediatePropagation(),!(h.target===k||h.newState!=="open")&&(R()&&k.hidePopover(),C())}function p(){e.clear(),r=0,a=[],c.show([]),N.show([]),u(),ne(_,"Cleared")}async function T(){let h=c.passing(),O=_t(e,a,h,$()),P=await Ht(O);A.hidden=P,A.value=P?"":O,ne(_,P?`Copied: ${h.length} frames`:"The clipboard was refused: copy it from the field"),!P&&(A.focus(),A.select())}function m(){let h=!!S;e.listen(void 0),o.abort(),clearInterval(L),cancelAnimationFrame(d),k.remove(),h&&Y(n),t()}function y(h){h.key!=="Escape"||!h.composedPath().includes(k)||(h.preventDefault(),h.stopImmediatePropagation(),m())}e.listen(M);let L=setInterval(u,In);addEventListener("keydown",y,{signal:s,capture:!0}),addEventListener("toggle",K,{signal:s,capture:!0}),document.addEventListener("close",M,{signal:s,capture:!0});for(let h of Fn)k.addEventListener(h,O=>O.stopPropagation(),{signal:s});for(let h of[k,l])h.addEventListener("focusin",w,{signal:s}),h.addEventListener("focusout",()=>queueMicrotask(()=>k.isConnected&&w()),{signal:s});return u(),k.focus({preventScroll:!0}),m}function ke(e,t){let n=D("button",{type:"button"},e);return n.addEventListener("click",t),n}function ot(e,...t){return D("section",{tabIndex:0,ariaLabel:e},D("h3",{},e),...t)}var Kn=500,Bn=500,jn=4*2**20,Gn=64*2**10;function Ut(){let e=Gt(),t=[],n=[],o=0,s=0,i;return{story:e,get frames(){return t},get moments(){return n},get forgotten(){return s},record(r,a){let d=performance.now(),S=e.take(d,r,a),g=zn(S.kind,a),N=g.slice(0,Gn);for(t.push({at:d,direction:r,kind:S.kind,summary:S.summary,text:N,length:g.length}),o+=N.length;t.length>Kn||o>jn;)o-=t.shift().text.length,s++;n=n.concat(S.moments).slice(-Bn),i?.()},clear(){t=[],n=[],o=s=0,e.forget()},listen(r){i=r}}}function zn(e,t){let n="(left out)";return e==="hello"?JSON.stringify(JSON.parse(t),(o,s)=>o==="page"||o==="session"?n:s):e==="welcome"?JSON.stringify(JSON.parse(t).map((o,s)=>s===1?n:o)):t}Pt(()=>{let e=Ut(),t=Wt(e);return addEventListener("keydown",n=>{qn(n)&&(n.preventDefault(),t.toggle())},{capture:!0}),e.record});function qn({key:e,code:t,ctrlKey:n,shiftKey:o,altKey:s,metaKey:i,repeat:r}){return(/^[a-z]$/i.test(e)?/d/i.test(e):t==="KeyD")&&n&&o&&!s&&!i&&!r}})();
