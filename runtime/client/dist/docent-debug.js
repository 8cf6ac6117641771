"use strict";(()=>{function A(e,t){return Reflect.get(Reflect.getPrototypeOf(e),t,e)}function N(e,t,...n){return A(e,t).call(e,...n)}var rt="[type=checkbox],[type=radio]";function Be(e){return e instanceof HTMLInputElement&&e.matches(rt)}function Ge(e){return e instanceof HTMLSelectElement||Be(e)}function it(e){return e.matches("[type^=date],[type=time],[type=month],[type=week]")}function Me(e){return e instanceof HTMLTextAreaElement?e.defaultValue:e instanceof HTMLInputElement&&!e.matches(`[type=file],[type=hidden],${rt}`)?e.getAttribute("value"):void 0}function ze(e){return e instanceof HTMLSelectElement?je(e,lt).join(`
`):Be(e)?e.defaultChecked:Me(e)}function ce(e,t=!1){if(e instanceof HTMLSelectElement){let n=dt(e);for(let o of ye(e))o.selected!==n.includes(o)&&(o.selected=!o.selected)}else if(Be(e))for(let n of st(e))n.checked=n.defaultChecked;else{let n=Me(e),o=e;t&&o.type==="file"&&(o.value=""),(n!==void 0&&(n||n===""&&!(e instanceof HTMLTextAreaElement))||t&&n!==void 0)&&en(o,n??"")}}function en(e,t){(e.value!==t||e.validity.badInput)&&(e.value=t)}function qe(e,t){return e===t||e instanceof HTMLInputElement&&t instanceof HTMLInputElement&&st(e).includes(t)}function st(e){let{name:t,form:n}=e;return e.type!=="radio"||!t?[e]:[...N(document,"querySelectorAll","input[type=radio]")].filter(r=>r.name===t&&r.form===n)}function at(e,t){let n=ye(e),o=je(e),r=n.filter(f=>f.selected),i=dt(e),a=t||r.length!==i.length||r.some(f=>!i.includes(f)),d=r.map(f=>f.id),l=r.map(f=>n.indexOf(f));return()=>{let f=je(e),s=ye(e),b=l.map((v,T)=>{let p=d[T]&&s.find(L=>L.id===d[T]);return p||(f[v]===o[v]?s[v]:s[f.indexOf(o[v])]??(f.length===o.length&&!o.includes(f[v])?s[v]:void 0))});if(!a||!b[0]&&!e.multiple)ce(e);else for(let v of s)v.selected!==b.includes(v)&&(v.selected=!v.selected)}}function ye(e){return[...e.querySelectorAll("option")]}function je(e,t=()=>!0){return ye(e).filter(t).map(({value:n})=>n)}function lt(e){return e.defaultSelected}function dt(e){let t=ye(e),n=t.filter(lt);if(e.multiple)return n;let o=e.size>1?void 0:t.find(i=>!i.matches(":disabled")),r=n.at(-1)??o;return r?[r]:[]}function ue(e){let t=[document],n=[];for(let o of e.split(/\s>>>\s/))n=t.flatMap(r=>[...N(r,"querySelectorAll",o)]),t=n.flatMap(r=>A(r,"shadowRoot")??[]);return n}function Le(e){let t=fe(e,"[dj-component]");return t&&N(t,"getAttribute","dj-component")}function fe(e,t){return e&&(N(e,"closest",t)??fe(N(e,"getRootNode").host,t))}function q(e=document){let t=A(e,"activeElement"),n=t&&A(t,"shadowRoot");return n?.activeElement?q(n):t??A(document,"body")}function re(e){return e===q()&&N(e,"matches",":read-write,select,iframe")}function Y(){return re(q())}function J(e,t){return!!e&&!!t&&(N(e,"contains",t)||J(e,N(t,"getRootNode").host))}function Oe(e){return!(e.isComposing||e.ctrlKey||e.altKey||e.metaKey)}function we(e){return[...e.querySelectorAll("*")].flatMap(t=>t.shadowRoot?[t,...we(t.shadowRoot)]:t)}function ve(e){return(e.tabIndex>=0||e.matches("[contenteditable]:read-write"))&&!e.matches(":disabled,[inert] *,a:not([href])")&&Z(e)}function Z(e){return N(e,"checkVisibility",{checkVisibilityCSS:!0})}function X(e){return A(e,"focus")?.call(e,{preventScroll:!0}),e===q()}function ct(){let e=new Map,t=new Map,n=new WeakMap,o=new WeakSet,r=new WeakSet,i=0;function a(l,f){!f?.c||f.c>i||r.has(l)||(e.delete(l),(f.c>0||Ge(l))&&d(l))}function d(l,f){o.delete(l),ce(l,f)}return{restored(l){for(let f of N(l,"querySelectorAll","input,select,textarea"))fe(f,"[dj-input],[dj-change]")&&!re(f)&&ce(f,!0)},touched(l){o.add(l),Me(l)!==void 0&&r.add(l)},committed(l){it(l)&&re(l)||(r.delete(l),a(l,e.get(l)))},sent(l,f){for(let s of e.keys())qe(s,l)&&e.delete(s);e.set(l,f)},submitted(l,f){t.set(l,f);for(let s of A(l,"elements"))o.delete(s),r.delete(s)},refused(l){for(let[f,s]of e)s.c===l&&(e.delete(f),Ge(f)&&d(f));for(let[f,s]of t)s.c===l&&(t.delete(f),n.set(f,l))},judge(l){let f=s=>!!s&&(!s.c||s.c>l);return{keeps(s){let b=s.form;return re(s)||f(t.get(b))||n.get(b)>=l||[...e].some(([v,T])=>f(T)&&qe(v,s))},isTouched:s=>o.has(s)}},settle(l){i=l;for(let[f,s]of e)a(f,s);for(let[f,s]of t)if(!(!s.c||s.c>l)&&(t.delete(f),s.c>0))for(let b of A(f,"elements"))o.has(b)||d(b,!0)},reset(){e.clear(),t.clear()}}}function We(e,t){let[n,o,r,i,a,d]=me(JSON.parse(e));switch(n){case"w":return t.welcome(W(o),te(r),te(i),te(Je(a).frame),Je(a).timers!==!1);case"f":return t.frame(ut(!1,o,r,me(i).map(nn),a,d));case"s":return t.frame(ut(!0,o,r,[W(i)],d,a));case"+":return t.part(te(o),r===!0,W(i));case"x":return t.refused(te(o),W(r),W(i));case"p":return t.heartbeat();case"d":return t.draining(te(o));default:pe(!1,n)}}function ut(e,t,n,o,r,i){return{isSnapshot:e,s:te(t),c:te(n),patches:o,ops:$e(r),run:on(i)}}function $e(e){return me(e).map(t=>{let[n,o]=me(t),r=Je(o);return{name:W(n),options:r,shown:n==="step"?tn(r):void 0}})}function tn({tour:e,name:t,class:n,event:o,...r}){return{highlight:W(n),event:W(o),narration:pe(Ve(r),r)}}function Ve(e){let{text:t,target:n,step:o,total:r}=Object(e);return typeof t=="string"&&typeof n=="string"&&Number.isSafeInteger(o)&&Number.isSafeInteger(r)}function nn(e){let[t,n]=me(e);return W(t==="html"&&n)}function on(e){if(e===0)return;let[t,n,o]=me(e);return{at:[te(t),te(n)],ops:$e(o)}}function me(e){return pe(Array.isArray(e),e)}function Je(e){return pe(Object(e)===e&&!Array.isArray(e),e)}function W(e){return pe(typeof e=="string",e)}function te(e){return pe(Number.isSafeInteger(e),e)}function pe(e,t){if(!e)throw Error("shape");return t}function ft(e){let t=e.trim();if(t.startsWith("["))return{chain:$e(JSON.parse(t))};let[,n,o]=/^([^\s()]+)\s*(?:\(([^]*)\))?$/.exec(t)??[];if(!n)throw Error("shape");return{name:n,params:o?.trim()?JSON.parse(`[${rn(o)}]`):void 0}}function rn(e){return e.replace(/"(?:[^"\\]|\\.)*"|'((?:[^'\\]|\\.)*)'/g,(t,n)=>n===void 0?t:JSON.stringify(n.replace(/\\(.)/g,"$1")))}function Ue(){return{__proto__:null}}function mt(e){let t=Ue();for(let{name:n,value:o}of A(e,"attributes"))n.startsWith("dj-value-")&&(t[n.slice(9).replaceAll("-","_")]=o);return t}function Ae(e){let t=Ue(),{name:n,value:o,type:r,checked:i,selectedOptions:a}=e;return n&&(t.name=n),e.matches("[type=checkbox],[type=radio]")&&(t.checked=i),r==="select-multiple"?t.value=[...a].map(d=>d.value):typeof o=="string"&&(t.value=o),t}function pt(e,t){let n=Ue(),o=new FormData(e,t);for(let r of o.keys()){let i=o.getAll(r).map(a=>typeof a=="string"?a:a.name);n[r]=i.length>1?i:i[0]}return n}function gt(e,t){let n=new Set,o=new WeakMap;function r(p,g,L=!1){let C=$=>{let _=$.composedPath()[0];_ instanceof Element&&g($,_,`dj-${p}`)};document.addEventListener(p,C,L)}r("click",(p,g,L)=>{let C=N(g,"closest",`[${L}]`);!C||N(C,"matches",":disabled")||(N(g,"closest","a[href='#']")&&p.preventDefault(),T(),e.tour.gesture(C),f(L,C,g,()=>({})))}),r("submit",(p,g,L)=>{if(!(g instanceof HTMLFormElement)||!N(g,"hasAttribute",L))return;p.preventDefault(),T(),e.tour.gesture(p.submitter??g);let C=pt(g,p.submitter);f(L,g,g,()=>C,$=>e.formState.submitted(g,$))}),r("input",i),r("change",i),r("keydown",a),r("keyup",a),r("focus",l,!0),r("blur",l,!0);function i({type:p},g,L){e.formState.touched(g);let C=N(g,"closest",`[${L}]`);C&&p==="change"&&T(),C&&f(L,C,g,()=>Ae(g),$=>e.formState.sent(g,$)),p==="change"&&e.formState.committed(g)}function a(p,g,L){if(p.isComposing||!p.key)return;let C=p.key.toLowerCase().replace(/^arrow/,"").replace(" ","space"),$=getComputedStyle(g).direction==="rtl"&&{left:"right",right:"left"}[C],_=`${L}.${$||C}`,K=`[${CSS.escape(_)}],[${L}]`,F=N(g,"closest",K)??d(K,p);F&&(p.key==="Enter"&&T(),Y()||e.tour.gesture(g),f(N(F,"hasAttribute",_)?_:L,F,g,()=>({...Ae(g),key:p.key})))}function d(p,g){return g.defaultPrevented||g.repeat||!Oe(g)||Y()?void 0:[...(document.querySelector("dialog:modal")??document).querySelectorAll(p)].find(C=>!C.firstElementChild&&!(C.tabIndex>=0))}function l({type:p},g,L){p==="blur"&&T(g),N(g,"hasAttribute",L)&&f(L,g,g,()=>Ae(g)),p==="blur"&&e.formState.committed(g)}function f(p,g,L,C,$){let _=an(g,p);if(!_)return;if(_.chain){e.run(_.chain,g);return}let{name:K,params:F}=_,B=Le(g),j=()=>{let P=t(K,F??{...C(),...mt(g)},B);$?.(P)},k=P=>N(L,"getAttribute",P)??N(g,"getAttribute",P),R=!/^dj-(?:submit|focus|blur)$/.test(p),S=Number(k("dj-throttle"))-performance.now()+o.get(g),H=S>0?S:k("dj-debounce");!R||H===null?(o.set(g,performance.now()),j()):($||!(S>0))&&($?.({c:0}),s(g,p,L,Number(H),j))}function s(p,g,L,C,$){for(let F of n)F.element===p&&F.attribute===g&&b(F);let _=Number.isNaN(C)?0:setTimeout(()=>v(K),C),K={element:p,attribute:g,target:L,timer:_,push:$};n.add(K)}function b(p){clearTimeout(p.timer),n.delete(p)}function v(p){b(p),o.set(p.element,performance.now()),p.push()}function T(p){for(let g of n)(!p||p===g.target)&&v(g)}}function an(e,t){let n=N(e,"getAttribute",t)??"";try{return ft(n)}catch(o){console.warn(`docent: ${t}="${n}" is wrong:`,o);return}}function ge(){let e=new Map;function t(i,a){let d=e.get(i);d||e.set(i,d=new Map);let l=d.get(a);return l||d.set(a,l={base:null,wrote:null,add:new Set,remove:new Set}),ht(i,a,l),l}function n(i){for(let[a,d]of e)for(let[l,f]of d)i(a,l,f)}function o(i,a,d){let l=t(i,"class"),f=he(l.base);for(let s of a)l.remove.delete(s),f.includes(s)||l.add.add(s);for(let s of d)l.add.delete(s),f.includes(s)&&l.remove.add(s);l.value=void 0,Xe(i,"class",l)}function r(){n((i,a,d)=>{ht(i,a,d),ie(i,a,d.base)})}return{classes:o,withdraw(i,a){let d=e.get(i)?.get("class");d&&o(i,[],a.filter(l=>d.add.has(l)))},attribute(i,a,d){let l=t(i,a);l.value=d,Xe(i,a,l)},around(i,a,d){let l=t(i,a);d(),l.wrote=l.value=N(i,"getAttribute",a)},lift:r,reapply(){for(let i of e.keys())A(i,"isConnected")||e.delete(i);n((i,a,d)=>{d.base=N(i,"getAttribute",a),Xe(i,a,d)})},revert(){r(),e.clear()}}}function Xe(e,t,n){ie(e,t,n.value===void 0?bt(n.base,n.add,n.remove):n.value,!1),n.wrote=N(e,"getAttribute",t)}function ht(e,t,n){let o=N(e,"getAttribute",t);o!==n.wrote&&(n.base=bt(o,n.remove,n.add),n.wrote=o)}function bt(e,t,n){let o=he(e),r=o.filter(a=>!n.has(a)),i=[...t].filter(a=>!o.includes(a));return i.length||r.length<o.length?[...r,...i].join(" "):e}function he(e){return e?.match(/[^\t\n\f\r ]+/g)??[]}function ie(e,t,n,o=!0){if(N(e,"getAttribute",t)===n)return;if(n===null){N(e,"removeAttribute",t);return}let r=A(e,"style"),i=t==="style"&&r;i&&(r.cssText=n),(!i||o&&N(e,"getAttribute",t)!==n)&&N(e,"setAttribute",t,n)}function Ee(e,t){let n=matchMedia("(prefers-reduced-motion)").matches?"instant":"smooth";e.scrollIntoView({behavior:n,block:t})}function yt(e){let{top:t,bottom:n,left:o,right:r}=e.getBoundingClientRect(),{width:i,height:a}=visualViewport,d=t<0||o<0||n>a||r>i;Ee(e,d?"center":"nearest")}var ln=/^(?:focus|scroll_into_view)$/,vt={__proto__:null,show:wt,hide(e,t,{ledger:n}){n.attribute(e,"hidden","")},toggle(e,t,n){(getComputedStyle(e).display==="none"?wt:vt.hide)(e,t,n)},add_class(e,t,{ledger:n}){n.classes(e,Ce(t),[])},remove_class(e,t,{ledger:n}){n.classes(e,[],Ce(t))},transition(e,t,{ledger:n}){n.classes(e,Ce(t),[]),setTimeout(()=>n.withdraw(e,Ce(t)),Number(t.time))},set_attr(e,t,{ledger:n}){let o=W(t.name),r=W(t.value);return cn(o,r)?"refused":n.attribute(e,o,r)},remove_attr(e,t,{ledger:n}){n.attribute(e,W(t.name),null)},focus(e,t,{isPolite:n}){if(!(n&&Y()||J(e,q())))return Z(e)?[e,...we(e).filter(ve)].some(X)?void 0:"refused":"hidden"},dispatch(e,t){Se(e,W(t.event),t.detail)},push(e,t,{push:n}){n(W(t.event),t.value??{},Le(e))},scroll_into_view(e){return Z(e)?Ee(e,"center"):"hidden"},end(){},over(e){Se(e,"tour:hide")}};function Se(e,t,n){e.dispatchEvent(new CustomEvent(t,{bubbles:!0,composed:!0,detail:n}))}function Re(e,t){let n=vt[e.name];if(!n)return"refused";let o="missing";try{let r=[...dn(e,t)];if(r[1]&&ln.test(e.name))return"ambiguous";for(let i of r)if(o=n(i,e.options,t)||void 0,o||e.name==="push")break}catch{o="threw"}return o}function dn({options:e},{source:t,step:n}){if(e.to!==void 0){let r=W(e.to);if(n?.selector!==r)return ue(r);let i=n.find();return i?[i]:[]}if(e.inner!==void 0)return t.querySelectorAll(W(e.inner));if(e.closest===void 0)return[t];let o=t.closest(W(e.closest));return o?[o]:[]}function Ce(e){return he(W(e.names))}function wt(e,t,{ledger:n}){let{style:o}=e;e.hasAttribute("hidden")&&n.attribute(e,"hidden",null),o?.display==="none"&&n.around(e,"style",()=>o.display="")}function cn(e,t){return/^(?:on|srcdoc$)/i.test(e.trim())||/^javascript:/i.test(t.replace(/^[\0- ]+/,"").replace(/[\t\n\r]/g,""))}function se(e,t,n){(A(e,"isConnected")&&A(t,"isConnected")&&A(t,"moveBefore")||A(t,"insertBefore")).call(t,e,n)}var Et=16;function Ye(e){let t=new WeakMap,n=new WeakSet,o=Tt().content.ownerDocument.importNode(e,!0);r(o,e);function r(s,b){t.set(s,b),n.add(b);let v=[...A(b,"childNodes")];A(s,"childNodes").forEach((T,p)=>r(T,v[p]))}function i(s){let b=t.get(A(s,"parentNode")),v=t.get(s);for(;v&&A(v,"parentNode")!==b;)v=A(v,"parentNode");return v??void 0}function a(s,b){for(let v=A(s,b);v;v=A(v,b)){let T=i(v);if(T)return T}return null}function d(s,b){let v=t.get(A(b,"parentNode"));N(s,"contains",v)||se(s,v,a(b,"nextSibling"))}function l(s){if(i(s)||A(t.get(s),"isConnected"))return;let b=a(s,"previousSibling"),v=a(s,"nextSibling"),T=b?A(b,"nextSibling"):A(t.get(A(s,"parentNode")),"firstChild");for(;T&&T!==v&&!n.has(T)&&!J(T,q());){let p=A(T,"nextSibling");N(T,"remove"),T=p}}function f(s){l(s);let b=t.get(s),v=i(s),T=[...A(A(s,"parentNode"),"childNodes")].some(p=>p!==s&&i(p)===v);N(v&&!T?v:b,"remove"),N(s,"remove")}return(s,b)=>{let v=q(),T=Nt(o),p=Nt(s),g=new Set,L=null,C=!!s.querySelector("template");for(let[y,u]of T)p.get(y)?.localName!==u?.localName&&T.delete(y);s instanceof Element&&P(o,s),$(o,s);for(let y of g)f(y);J(e,v)&&v!==q()&&X(v),L&&!Y()&&X(L);function $(y,u){let h=null,c,m=()=>R(h?A(h,"nextSibling"):A(y,"firstChild"));for(let w of[...A(u,"childNodes")]){let E=K(y,w,m());if(E){let G=A(E,"parentNode")===y&&!g.has(E);for(let V=m();G&&V&&V!==E&&j(V)&&!F(V,w);V=m())g.add(V);E!==m()&&_(E,y,m()),H(E,w)}else k(y,w,m());h=E??w;let M=i(h);M&&c&&N(M,"compareDocumentPosition",c)&Node.DOCUMENT_POSITION_FOLLOWING&&se(M,t.get(y),A(c,"nextSibling")),c=M??c}for(let w=m();w;w=R(A(w,"nextSibling")))g.add(w)}function _(y,u,h){let c=i(y),m=A(y,"parentNode")===u;N(u,"insertBefore",y,h),c&&d(m?c:t.get(y),y)}function K(y,u,h){let c=B(u);if(c)return N(c,"contains",y)?void 0:c;let m=u instanceof Element,w=[];for(let O=h;O&&w.length<(m?Et:1);O=R(A(O,"nextSibling")))w.push(O);let E=w.find(O=>S(O,u));if(E)return E;let M=m?A(u,"nextElementSibling"):null;for(let O of w){if(xt(O,u)&&!F(O,u))return O;if(!m||!j(O)||F(O,u)||M&&xt(O,M))return}}function F(y,u){let h=0;for(let c=u.nextSibling;c&&h++<Et;c=c.nextSibling)if(y instanceof Element&&S(y,c))return!0;return!1}function B(y){return T.get(xe(y))}function j(y){return!B(y)&&!J(t.get(y),v)}function k(y,u,h){N(y,"insertBefore",u,h);let c=St(u);if(r(u,c),d(c,u),u instanceof Element)for(let m of[u,...N(u,"querySelectorAll","*")]){let w=m===u?void 0:B(m);w&&N(u,"contains",m)&&!N(w,"contains",m)?(_(w,A(m,"parentNode"),m),H(w,m),f(m)):N(m,"hasAttribute","autofocus")&&(L??=t.get(m))}}function R(y){for(;y&&g.has(y);)y=A(y,"nextSibling");return y}function S(y,u){return N(y,"isEqualNode",u)&&(!C||A(y,"outerHTML")===A(u,"outerHTML"))}function H(y,u){if(g.delete(y),T.delete(xe(y)),S(y,u))return;let h=t.get(y);if(!(y instanceof Element&&u instanceof Element&&h instanceof Element)){y.nodeValue=h.nodeValue=u.nodeValue,!i(y)&&!h.isConnected&&(l(y),d(h,y));return}if(A(y,"localName")==="script"||N(h,"getAttribute","dj-update")==="ignore")return;let c=ze(h),m=h instanceof HTMLSelectElement&&at(h,b.isTouched(h));if(P(y,u),h instanceof HTMLTextAreaElement)y.textContent=h.defaultValue=u.defaultValue;else if(h instanceof HTMLTemplateElement){let{content:w}=u;h.content.replaceChildren(St(w)),y.content.replaceChildren(w)}else if(!h.isContentEditable)$(y,u);else if(!re(h)&&y.innerHTML!==u.innerHTML){for(let w of[...h.childNodes])n.has(w)||w.remove();$(y,u)}m&&m(),ze(h)!==c&&!b.keeps(h)&&ce(h)}function P(y,u){let h=t.get(y);for(let c of[...N(y,"getAttributeNames"),...N(u,"getAttributeNames")]){let m=N(y,"getAttribute",c),w=N(u,"getAttribute",c);if(m!==w)try{c==="style"&&N(h,"getAttribute",c)!==m?un(h,m,w):ie(h,c,w),ie(y,c,w)}catch{}}}}}function Tt(){return N(document,"createElement","template")}function St(e){return N(document,"importNode",e,!0)}function un(e,t,n){let{style:o}=e,[r,i]=[t,n].map(a=>{let{style:d}=Tt();return d.cssText=a??"",d});for(let a of r)i.getPropertyValue(a)||o.removeProperty(a);for(let a of i){let d=i.getPropertyValue(a);d!==r.getPropertyValue(a)&&o.setProperty(a,d,i.getPropertyPriority(a))}}function xt(e,t){return A(e,"nodeName")===A(t,"nodeName")&&xe(e)===xe(t)}function xe(e){if(!(e instanceof Element))return;let t=kt(e);if(!t||t[0]==="#")return t;let n=A(e,"parentElement"),o=n&&N(n,"closest","[id],[dj-key],form,[dj-root]");return`${o&&!N(o,"hasAttribute","dj-root")&&kt(o)||""} ${t}`}function kt(e){let t=i=>N(e,"getAttribute",i),n=t("id");if(n)return`#${n}`;let o=t("dj-key");if(o)return`=${o}`;if(A(e,"localName")==="form")return`${t("name")??""}@${t("dj-submit")?.split(/[[(]/)[0]??""}`;let r=t("name");if(!(!r||!e.matches("input,select,textarea,button")))return`${r} ${e.matches("[type=checkbox],[type=radio],button")?t("value"):""}`}function Nt(e){let t=new Map;for(let n of N(e,"querySelectorAll","[id],[name],[dj-key]")){let o=xe(n);o&&t.set(o,t.has(o)?void 0:n)}return t}function Ze(){return Qe()??A(document,"body")}function Qe(){return N(document,"querySelector","[dj-root]")}function Mt(e,t,n){let o=ge(),r=Qe(),i=r?Ye(r):void 0;r&&t.restored(r);let{trustedTypes:a}=window,d=a?.createPolicy("docent",{createHTML:s=>s});function l(s,b){return Re(s,{source:b,ledger:o,push:n})}function f(s,b){let v=Qe();if(!v)return;(v!==r||!i)&&(i=Ye(r=v));let T=N(document,"createElement","template");T.innerHTML=d?.createHTML(s)??s;let p=T.content;e.ledger.lift(),o.lift();try{i(p.querySelector("[dj-root]")??p,t.judge(b))}finally{o.reapply(),e.ledger.reapply()}}return{tour:e,formState:t,apply({run:s,isSnapshot:b,patches:v,ops:T,s:p,c:g}){e.enter(s,b);for(let C of v)f(C,g);t.settle(g);let L=T.map(C=>l(C,Ze()));return s&&L.push(...e.perform(s)),e.tick(),L.flatMap((C,$)=>C?[[p,$,C]]:[])},run(s,b){for(let v of s)l(v,b)}}}function Pe(e,t){let n=document.createElement("div"),o=0;return n.className=e,n.role="status",n.style.cssText=t,{element:n,announce(r,i=100){clearTimeout(o),n.textContent="",o=setTimeout(()=>n.textContent=r,i)}}}var ke=["bottom","top","right","left"];function Lt(e){return ke.map((t,n)=>ke[ke.indexOf(e)^n])}function Ot(e,{width:t,height:n},o,r){let{offsetLeft:i,offsetTop:a}=o,d=i+o.width,l=a+o.height,f=ae(e.left,i,d),s=ae(e.right,i,d),b=ae(e.top,a,l),v=ae(e.bottom,a,l),T={bottom:l-v-n,top:b-a-n,right:d-s-t,left:f-i-t},p=r.find(j=>T[j]>=27)??[...r].sort((j,k)=>T[k]-T[j])[0],g=(f+s)/2,L=(b+v)/2,C=p==="left"?f-19-t:p==="right"?s+19:g-t/2,$=p==="top"?b-19-n:p==="bottom"?v+19:L-n/2,_=Math.round(ae(C,i+8,d-8-t)),K=Math.round(ae($,a+8,l-8-n)),[F,B]=p==="left"||p==="right"?[L-K,n]:[g-_,t];return{left:_,top:K,side:p??"center",arrow:ae(F,18,B-18)}}function ae(e,t,n){return Math.max(t,Math.min(e,n))}function $t(){let e=document.createElement("div"),{style:t}=e;return e.className="dj-tutorial-spotlight",e.ariaHidden="true",e.popover="manual",t.cssText="inset:auto;border:0;padding:0;background:none;pointer-events:none",{element:e,frame({left:n,top:o,width:r,height:i},a){t.left=`${(n-10)/a}px`,t.top=`${(o-10)/a}px`,t.width=`${(r+20)/a}px`,t.height=`${(i+20)/a}px`}}}var At="dj-tutorial-bubble__",fn=500;function le(){return document.querySelector("#dj-tutorial-bubble")}function Rt(e){let{style:t}=e,n=Ct(e.dataset.position)??"bottom",o=$t(),r=Pe("dj-tutorial-announcer","position:fixed;clip-path:inset(50%)"),i=[o.element,r.element],a=ge(),d=document.body,l=null,f=!1,s=null,b="",v=[],T=0;function p(){f=!0,s=e.getAttribute("style"),d=e.parentNode,l=e.nextSibling,t.cssText+=";position:fixed;inset:0 auto auto 0;margin:0",a.attribute(e,"data-visible","true"),a.attribute(e,"hidden",null);let k=getComputedStyle(e).borderStyle!=="none";a.attribute(e,"popover","manual"),k||(t.border="0");for(let R of e.querySelectorAll("button"))a.attribute(R,"tabindex","-1");g()}function g(){e.before(...i),C()}function L(k){if(e.parentNode===k)return;let R=q();se(e,k,l?.parentNode===k?l:null),g(),J(e,R)&&X(R)}function C(){for(let k of[o.element,e])k.popover&&(k.hidePopover(),k.showPopover())}function $(k){t.boxSizing=t.maxWidth=t.maxHeight="";let{width:R,height:S}=e.getBoundingClientRect(),H=R>k.width-16,P=S>k.height-16;(H||P)&&(t.boxSizing="border-box"),H&&(t.maxWidth=`${k.width-16}px`),P&&(t.maxHeight=`${k.height-16}px`)}function _(k){v.sort((R,S)=>+k(R)-+k(S))}function K(k){return e.querySelector(`.${At}${k}`)}function F(k,R){let S=K(k);S&&S.textContent!==R&&(S.textContent=R)}function B(k,R,S){let H=K(k);H&&a.attribute(H,R,S?"":null)}function j(k,R){let S=K(k)?.dataset.names?.split("|");S&&F(k,S[+R])}return{element:e,isShown:()=>f,owns:k=>k===e||i.includes(k),controls:()=>[...e.querySelectorAll("button")].filter(Z),control:k=>["skip","back","cancel","pause"].find(R=>k.closest(`.${At}${R}`)),fill({text:k,position:R,step:S,total:H,only_timeout:P},y){F("text",k),F("step",(e.dataset.step??"").replace("{step}",`${S+1}`).replace("{total}",`${H}`)),t.setProperty("--docent-progress",`${(S+1)/H}`);let u=!!P&&!y;B("back","hidden",!S),B("pause","hidden",!y),B("skip","data-next",u),j("skip",u),b="",v=Lt(Ct(R)??n),clearTimeout(T)},isBusy:()=>f&&e.matches(":hover,:focus-visible,:has(:focus)"),rename:j,show(k){f||p(),L(fe(k,"dialog:modal,:popover-open")??d)},raise:C,follow(k){let R=visualViewport,S=k?.getBoundingClientRect()??new DOMRect(R.offsetLeft+R.width/2,R.offsetTop+R.height/2);b!==(b=`${R.width} ${R.height}`)&&$(R);let H=e.getBoundingClientRect(),P=q(),{left:y,top:u,right:h,bottom:c}=P.getBoundingClientRect(),m=G=>Ot(S,H,R,k?G:[]),w=J(e,P)||k!==P&&J(P,k),E=G=>!w&&G.left<h&&y<G.left+H.width&&G.top<c&&u<G.top+H.height;_(G=>E(m([G])));let M=m(v),O=e.currentCSSZoom??1;return t.left=`${M.left/O}px`,t.top=`${M.top/O}px`,t.setProperty("--docent-arrow",`${M.arrow/O}px`),e.dataset.side!==M.side&&a.attribute(e,"data-side",M.side),o.frame(S,O),E(M)},stepAside(){clearTimeout(T),T=setTimeout(()=>_(k=>k===e.dataset.side),fn)},focus:()=>f&&X(e),announce:r.announce,hide(){if(f){f=!1,r.announce(""),L(d),e.matches(":popover-open")&&e.hidePopover();for(let k of i)k.remove();a.revert(),ie(e,"style",s),F("text",""),F("step",""),j("skip",!1),j("pause",!1)}}}}function Ct(e){return ke.find(t=>t===e)}function Pt(){let{element:e,announce:t}=Pe("docent-notice","position:fixed;bottom:0;background:Canvas;color:CanvasText");return{show(n,o){document.body.append(e),t(le()?.dataset[n]??"",o)},hide:()=>e.remove()}}var mn=64,pn=16*2**20,gn=250,hn=45e3,bn=3e4,yn=2e3,et=250,wn=3e4,vn=5e3;function Ht({docent:e,digest:t,build:n},o,r){let i=location.href.split("#")[0],a=Pt(),d,l=!1,f=!1,s=!1,b,v=0,T=1/0,p=0,g=0,L=[],C,$,_=0,K=0,F=0,B=0,j=0,k={welcome(x,I,Q,ee,Ke){if(clearTimeout(F),F=0,a.hide(),s=!1,l=!0,T=ee,o.tour.welcome(Ke),v=I,x!==b){for(let ot of L)ot.c&&c(ot,"session over");b&&o.formState.reset(),b=x,p=Q,g=0,C=void 0}y(Q),u(!0),C&&m(["t",...C])},frame(x){if(!x.isSnapshot&&x.s!==g+1)throw Error("shape");y(x.c),g=x.s;let I=o.apply(x);I.length?H(I):_||=setTimeout(H,gn)},part(x,I,Q){if($??={id:x,text:""},$.text+=Q,$.id!==x||$.text.length>pn)throw Error("shape");if(!I)return;let ee=$.text;$=void 0,We(ee,k)},refused(x,I,Q){let ee=L.find(Ke=>Ke.c===x)?.name??x;h(ee,`${Q} (${I})`,I==="handler_failed"?"debug":"warn"),o.formState.refused(x),y(x)},heartbeat(){j=0,H()},draining:x=>{O(Math.random()*x)}};function R(){clearTimeout(B),B=0;let x=d=new WebSocket(i.replace(/^http/,"ws"),"docent.2");x.onopen=()=>m(["h",{page:e,session:b,epoch:v,ack:g,digest:t,build:n,run:o.tour.at()}]),x.onmessage=({data:I})=>{x===d&&S(String(I))},x.onclose=({code:I})=>{x===d&&E(I)},Te()}function S(x){Te(),r("in",x);try{We(x,k)}catch(I){console.error("docent: bad frame:",I),g=0,M(d)}}function H(x=[]){P(),l&&m(x.length?["k",g,x]:["k",g])}function P(){clearTimeout(_),_=0}function y(x){L=L.filter(I=>!I.c||I.c>x)}function u(x){if(l){for(let I of L){if(I.c){if(!x)continue}else{if(I.text=JSON.stringify(["e",p+1,I.name,I.params,g].concat(I.to??[])),new Blob([I.text]).size>T){c(I,"too large");continue}I.c=++p,P()}w(I.text)}y(0)}}function h(x,I,Q="warn"){console[Q](`docent: event "${x}" refused: ${I}`)}function c(x,I){return h(x.name,I),x.c=-1,x}function m(x){w(JSON.stringify(x))}function w(x){r("out",x),d.send(x)}function E(x){if(G(),x===4401)s?de("stale"):be();else if(x===4409)de("taken");else if(x===4410){let[I]=performance.getEntriesByType("navigation");(v||I.type!=="reload")&&setTimeout(()=>Y()||location.reload(),Math.random()*vn),de("stale")}else V()}function M(x){x===d&&(G(),V(),x?.close())}function O(x){let I=d;return setTimeout(()=>M(I),x)}function G(){d=$=void 0,l=!1,P(),clearTimeout(K),!F&&(F=setTimeout(()=>o.tour.abandon(),bn),a.show("lost",yn))}function V(){s=!1;let x=Math.min(wn,et*2**++j);B=setTimeout(R,et+Math.random()*(x-et))}function oe(){B&&R()}function de(x){f=!0,o.tour.abandon(),a.show(x)}async function be(){try{let x=await fetch(i,{headers:{Accept:"application/docent+json"}});if(x.status>=500)return V();let{page:I}=await x.json().catch(()=>({}));if(typeof I!="string")return de("stale");e=I,s=!0,R()}catch{V()}}function Te(){clearTimeout(K),K=O(hn)}return addEventListener("offline",()=>d&&M(d)),addEventListener("online",oe),document.addEventListener("visibilitychange",oe),e?R():be(),{isOpen:()=>l,push(x,I,Q){let ee={c:0,name:x,params:I,to:Q};return f?c(ee,"session over"):L.length>=mn?c(ee,"too many wait"):(L.push(ee),u(!1),ee)},report(x){return g?(/^[hr]/.test(x[2])||(C=x),l&&m(["t",...x]),l):!1}}}var En=150;function It(e){let{narration:t,highlight:n,ledger:o,isNews:r,isTimed:i}=e,{target:a}=t,d=t.on_missing==="center",l=new AbortController,f=[],s,b,v=-1/0,{narrate:T}=e,p=!r,g=p,L=!1,C=p,$,_=!1;function K(){try{let c=ue(a);return c.find(Z)??c[0]}catch{return}}function F(){return b&&Z(b)?b:void 0}function B(){p||(p=!0,j(),F()||e.missing())}function j(){let c=K();b&&b!==c&&o.withdraw(b,n),b=c,c&&n.some(w=>!c.classList.contains(w))&&o.classes(c,n,[]);let m=(c||d)&&T;m&&(T=void 0,m(c??document.body),l.signal.aborted)||(i&&(_&&=!!s?.isBusy(),e.holdStill(e.isPaused()||document.hidden||!_&&!!s?.isBusy())),k(),m&&R(c),c&&f.length&&e.perform(f.splice(0)),p&&!g&&s?.isShown()&&(g=!0,s.announce(t.text)))}function k(){if(!s)return;let c=F();if(c)v=performance.now(),p&&(!C&&!Y()&&yt(c),C=!0);else if(performance.now()-v<En)return;if(c||d){L&&=s.isShown(),s.show(c),L||s.fill(t,i),L=!0,s.rename("pause",e.isPaused());let m=s.follow(c),w=q();m&&w!==$&&w.matches(":focus-visible")&&Ee($=w,"start")}else s.hide()}function R(c){if(!e.movesFocus||Y())return;let m=q();c&&(J(c,m)||X(c))||!s?.focus()||(g||=m!==s.element)}function S(){requestAnimationFrame(()=>{l.signal.aborted||(S(),j())})}function H(){let c=q();return J(s?.element,c)||J(b,c)}function P({target:c}){let m=s.control(c);m?e.control(m,c):s.stepAside(),_=m==="pause"}function y(c){let m=c.target;m.matches(":popover-open")&&s.isShown()&&!s.owns(m)&&s.raise()}function u(c){if(!(!Oe(c)||!s.isShown()))if(c.key==="Tab"){let m=h(s,c.shiftKey);if(!m)return;c.preventDefault(),m.focus()}else c.key==="Escape"&&(H()||q()===document.body&&document.querySelector("dialog:modal")===s.element.closest("dialog:modal"))&&(c.preventDefault(),c.stopImmediatePropagation(),e.control("cancel"))}function h({element:c,controls:m},w){let E=we(c.closest("dialog:modal")??document).filter(oe=>oe===b||ve(oe)&&!J(c,oe)),M=Math.max(0,E.indexOf(b));E.splice(M,b&&!ve(b)?1:0,...m());let O=q(),G=O===c?M-(w?0:1):E.indexOf(O),V=E[G+(w?-1:1)];return V&&(J(c,O)||J(c,V))?V:void 0}return S(),{selector:a,find:K,postpone:c=>{f.push(c)},attach(c){let{signal:m}=l;s=c,s.element.addEventListener("click",P,{signal:m}),addEventListener("keydown",u,{signal:m,capture:!0}),document.addEventListener("toggle",y,{signal:m,capture:!0}),document.addEventListener("visibilitychange",j,{signal:m})},settle:B,tick:j,holdsFocus:H,close(){l.abort(),s=void 0,b&&o.withdraw(b,n)}}}var Sn=5e3;function _t(e){let t=ge(),n,o,r,i,a,d=-1/0,l,f=!1,s=!0,b=!1,v="",T="",p="";function g(S){a=S,d=performance.now()}function L(){return performance.now()-d<Sn}function C(S){return n?(T!==(T=n+S)&&e.report([...n,S]),!0):!1}function $(S){n&&S!==(v===String(n))&&e.report([...n,S?"hold":"resume"])&&(v=S?String(n):"")}function _(S,H,P){B(),o=It({narration:S,isTimed:s&&!!S.timeout,highlight:he(P?.highlight),ledger:t,isNews:H,movesFocus:H&&(f||L()),narrate:P&&(y=>{r=S,Se(y,P.event,S),r=void 0}),perform:K,missing(){let{target:y,step:u}=S;C("missing"),Se(document,"docent:missing",{target:y,step:u})},control(y,u){u&&g(u),y==="pause"?b=!b:C(y)||k()},isPaused:()=>b,holdStill:$})}function K(S){let H=e.source();return S.map((P,y)=>{if(P.name==="end"&&B(),P.shown){let{narration:h}=P.shown;return _(h,p!==(p=`${n},${h.step}`),P.shown),o?.tick(),!o?.find()&&S.slice(y).some(({name:c})=>c==="end")?"missing":void 0}let u=Re(P,{ledger:t,step:o,isPolite:!0,source:H,push:e.push});return u==="missing"&&P.options.to===o?.selector&&o?.postpone(P),u})}function F(S){let{detail:H}=S;if(!Ve(H)||r&&r!==H)return;let P=le();P&&!i?.isShown()&&i?.element!==P&&(i=Rt(P)),i&&(r||_(H,!0),o?.attach(i),r||o?.settle())}function B(){o?.close(),o=void 0}function j(){B(),i?.hide()}function k(){let S=o?.holdsFocus()&&!Y()&&[l,o.find()];j(),S&&S.some(H=>H&&X(H))}function R(S){S?k():j(),t.revert(),n=void 0,S&&(l=void 0)}return document.addEventListener(le()?.dataset.event||"tour:narrate",F),document.addEventListener("tour:hide",k),{ledger:t,at:()=>n,gesture:g,enter(S,H){let P=S?.at[0]!==n?.[0];(P||H)&&R(!S),!(!P||!S)&&(b=!1,f=L(),f&&!i?.element.contains(a)&&(l=a))},perform(S){n=S.at;let H=K(S.ops);return o?.settle(),o||i?.hide(),H},tick:()=>o?.tick(),report:C,welcome(S){s=S,v=""},abandon:()=>R(!0)}}function xn(e,t){let n=(d,l,f)=>{let[,s]=/^(skip|back|cancel)_tutorial$/.exec(d)??[];return s&&o.report(s)?{c:-1}:i.push(d,l,f)},o=_t({source:Ze,push:n,report:d=>i.report(d)}),r=Mt(o,ct(),n),i=Ht(e.dataset,r,(d,l)=>{t?.(d,l),a.debug&&console.debug("docent",d,l)});gt(r,n);let a={debug:!1,get connected(){return i.isOpen()}};Object.assign(window,{docent:a})}function Ft(e){function t(){let n=document.querySelector("script[data-docent]");n&&!Object.hasOwn(window,"docent")&&xn(n,e?.())}document.readyState==="loading"?document.addEventListener("DOMContentLoaded",t):t()}function Dt({forgotten:e,story:t},n,o,r){let i=d=>new Date(performance.timeOrigin+d).toISOString(),a={taken:i(performance.now()),browser:navigator.userAgent,state:r,latency:t.latency,timeline:n.map(({at:d,text:l})=>({at:i(d),text:l})),forgotten:e,frames:o.map(({at:d,direction:l,kind:f,summary:s,text:b,length:v})=>{let T=v>b.length?{cut:b,length:v}:{frame:kn(b)};return{at:i(d),direction:l,kind:f,summary:s,...T}})};return JSON.stringify(a,void 0,2)}async function Kt(e){try{return await navigator.clipboard.writeText(e),!0}catch{return!1}}function kn(e){try{return JSON.parse(e)}catch{return e}}function D(e,t={},...n){let o=Object.assign(document.createElement(e),t);return o.append(...n),o}function ne(e,t){e.textContent!==t&&(e.textContent=t)}function jt(e,t){for(;e.children.length>t.length;)e.lastElementChild.remove();t.forEach((n,o)=>ne(e.children[o]??e.appendChild(D("li")),n))}function Ie(e){let t=new Date(performance.timeOrigin+e),n=o=>String(o).padStart(2,"0");return`${n(t.getHours())}:${n(t.getMinutes())}:${n(t.getSeconds())}.${String(t.getMilliseconds()).padStart(3,"0")}`}function _e(e,t){let n=new Map,o=D("ol",{className:e});return{list:o,show(r){let i=new Set(r);for(let[a,d]of n)i.has(a)||(d.remove(),n.delete(a));for(let a of r){if(n.has(a))continue;let d=t(a);n.set(a,d),o.prepend(d)}},shown:()=>[...n]}}var Bt="not a frame that this panel knows",Nn=new Map([["timed_out","its time was over"],["satisfied","the visitor had done it already"],["back","back to the step before"],["missing","its target is missing"],["superseded","a newer run took its place"]]),Tn={skip:"skipped",back:"back",cancel:"cancelled"},qt={h:"hello",e:"event",t:"control",k:"ack",w:"welcome",f:"frame",s:"snapshot","+":"part",x:"refusal",p:"heartbeat",d:"draining"},Jt=[...Object.values(qt),"unknown"];function Wt(){let e=new Map,t=[],n,o=!0,r="",i=[],a,d,l,f,s=0,b=0,v=!1,T=[];function p(u,h){T.push({at:u,text:De(h)})}function g(u){return b+(v?0:u-s)}function L(u,h){b=g(h),s=h,v=u}function C(u,h){return u.map(c=>{let{name:m,at:w}=e.get(c);e.delete(c);let E=h-w;return t=[...t,E].slice(-100),{name:m,ms:E}})}function $(u,h,c){let m=[...e.keys()].filter(w=>w<=h);return u?m:m.slice(0,c?0:1)}function _(u,h){return l?.run===u&&l?.visit===h}function K(u,h,c,m){let[w,E,M]=U(h);for(let O of u)F(O,w,E,m);l&&(c||a!==w)&&(a===w&&U(M).some(G=>Gt(G)&&_(w,E))||B("the page missed why",m)),a!==w&&(a!==void 0&&j("the page missed how",m),w!==void 0&&p(m,`Run ${z(w)} started`),a=w);for(let O of U(M))F(O,w,E,m)}function F(u,h,c,m){let[w,E]=U(u),M=Object(E);if(w==="end"){let O=z(M.cause);B(Nn.get(O)??O,m)}else if(w==="over")j(z(M.outcome),m);else if(Gt(u)&&!_(h,c)){let O=l=Ln(h,c,M);d=O.tour;let G=O.timeout&&o?`, for ${O.timeout/1e3} s at most`:"";p(m,`${Fe(O)} shown at ${O.target}${G} (visit ${z(c)})`),f=void 0,v=!1,b=0,s=m}}function B(u,h){p(h,`${l?Fe(l):"A step that was not shown"} ended: ${u}`),l=void 0}function j(u,h){p(h,`${a===void 0?"A run that was not shown":`Run ${z(a)}${d?` of ${d}`:""}`} ended: ${u}`),a=d=void 0}function k([,u,h,,c],m){let w=n!==u;return w&&e.clear(),p(m,n===void 0?"Connected: a new session":w?"Connected again: another session, the last one is over":"Connected again: the same session"),n=u,o=Object(c).timers!==!1,L(!1,m),`${w?"a new session":"the same session"}, epoch ${z(h)}${o?"":", steps have no timers"}`}function R([,u,h,c],m){if(r+=typeof c=="string"?c:"",r.length>16777216&&(r=""),h!==!0)return`of message ${z(u)}`;let w=r;return r="",`the last of message ${z(u)}: ${H(zt(w),m)}`}function S([u,h,c,m,w,E],M){let O=u==="s",[G,V]=O?[U(E),w]:[U(w),E],[oe,de,be]=U(V);i=[...G,...U(be)];let Te=f!==void 0&&i.some(I=>Mn(I)===f),x=C($(O,Number(c),Te),M);return K(G,V,O,M),[`#${z(h)}`,...x.map(({name:I,ms:Q})=>`answers ${I} after ${Math.round(Q)} ms`),O||U(m).length?"renders":"",tt(G),oe?`visit ${z(de)}: ${tt(U(be))||"nothing"}`:""].filter(Boolean).join(" \xB7 ")}function H(u,h){switch(u[0]){case"w":return typeof u[1]=="string"?k(u,h):Bt;case"f":case"s":return S(u,h);case"+":return R(u,h);case"x":{let[,c,m,w]=u,E=Number(c),M=e.get(E)?.name??`event ${z(c)}`;return e.has(E)&&C([E],h),p(h,`${M} was refused: ${z(w)} (${z(m)})`),`${M}: ${z(w)} (${z(m)})`}case"d":return p(h,"The server is draining: the page will reconnect"),`reconnect within ${z(u[1])} ms`;case"p":return"";default:return Bt}}function P([u,h,c,m],w){switch(u){case"h":return r="",n!==void 0&&p(w,"The connection was lost; there is a new one"),n===void 0?"asks for a session":"asks for its session again";case"e":{let[E,M]=[Number(h),z(c)],O=e.has(E);return!O&&e.size<100&&e.set(E,{name:M,at:w}),`#${E} ${M}${O?", again":""}`}case"t":return y(z(m),w),`visit ${z(c)}: ${z(m)}`;case"k":{let E=U(c).map(M=>{let[,O,G]=U(M);return`${tt([i[Number(O)]])}: ${z(G)}`});for(let M of E)p(w,`An operation failed: ${M}`);return[`up to #${z(h)}`,...E].join(" \xB7 ")}default:return""}}function y(u,h){u==="hold"||u==="resume"?(L(u==="hold",h),p(h,u==="hold"?"The step's time is held":"The step's time continues")):u==="missing"?p(h,`The step's target is missing${l?`: ${l.target}`:""}`):(f=Tn[u],p(h,`${u} was chosen`))}return{get shown(){return l&&{...l,timeout:o?l.timeout:void 0}},get isHeld(){return v},get unanswered(){return Array.from(e.values(),({name:u})=>u)},get latency(){let u=t.toSorted((c,m)=>c-m),h=u.length;return h?{last:t[h-1],median:(u[h-1>>1]+u[h>>1])/2,count:h}:void 0},elapsed:g,take(u,h,c){T=[];let m=zt(c),w=h==="in"?H(m,u):P(m,u);return{kind:qt[z(m[0])]??"unknown",summary:De(w),moments:T}},forget(){t=[]}}}function Gt(e){let[t,n]=U(e);return t==="step"&&typeof Object(n).target=="string"}function Mn(e){let[t,n]=U(e);return t==="end"?Object(n).cause:void 0}function Ln(e,t,n){let{tour:o,name:r,target:i,step:a,total:d,timeout:l,only_timeout:f,on_missing:s}=n;return{run:e,visit:t,tour:z(o),name:typeof r=="string"?r:void 0,target:z(i),step:Number(a),total:Number(d),timeout:typeof l=="number"?l:void 0,isOnlyTimed:f===!0,isCentered:s==="center"}}function Fe({tour:e,name:t,step:n,total:o}){return`${e}: step ${n+1} of ${o}${t===void 0?"":` (${t})`}`}function tt(e){return e.map(t=>{let[n,o]=U(t),{to:r,target:i,cause:a,outcome:d}=Object(o),l=r??i??a??d;return l===void 0?z(n):`${z(n)} ${z(l)}`}).join(", ")}function De(e){return e.length>400?`${e.slice(0,400)}\u2026`:e}function z(e){return typeof e=="string"?e:JSON.stringify(e)??"?"}function zt(e){try{return U(JSON.parse(e))}catch{return[]}}function U(e){return Array.isArray(e)?e:[]}var On=80;function Ut(e){let t=D("input",{type:"search",placeholder:"Filter",ariaLabel:"Filter by text",autocomplete:"off",spellcheck:!1}),n=Vt("Direction",[["","Both ways"],["out","Sent"],["in","Received"]]),o=Vt("Kind",[["","All kinds"],...Jt.map(d=>[d,d])]),r=D("div",{className:"row"},t,n,o),i=_e("frames",d=>D("li",{hidden:!a(d)},$n(d)));r.addEventListener("input",()=>{for(let[d,l]of i.shown())l.hidden=!a(d);e()});function a(d){let l=t.value.trim().toLowerCase();return(!n.value||d.direction===n.value)&&(!o.value||d.kind===o.value)&&`${d.kind} ${d.summary} ${d.text}`.toLowerCase().includes(l)}return{filter:r,list:i.list,show:i.show,passing:()=>i.shown().flatMap(([d,{hidden:l}])=>l?[]:d)}}function Vt(e,t){return D("select",{ariaLabel:e},...t.map(([n,o])=>D("option",{value:n},o)))}function $n(e){let{at:t,direction:n,kind:o,summary:r}=e,i=D("pre",{tabIndex:0,role:"group",ariaLabel:"The frame"}),a=D("details",{},D("summary",{},D("span",{className:"at"},Ie(t)),D("span",{className:`way ${n}`},n==="out"?"\u2191 sent":"\u2193 received"),D("span",{className:"kind"},o),D("span",{className:"summary"},r)),i);return a.addEventListener("toggle",()=>ne(i,a.open?An(e):"")),a}function An({text:e,length:t}){let n=t>e.length?`
\u2026 ${t-e.length} characters more were not kept`:"";try{return e.length>On?JSON.stringify(JSON.parse(e),void 0,2)+n:e}catch{return e+n}}var Xt=`/*
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
`;var Rn=/^dj-(?:click|submit|change|input|keydown|keyup|focus|blur)\b/;function Yt({shown:e,isHeld:t,unanswered:n,elapsed:o},r,i){let a=[];if(r||a.push("The connection is lost: nothing happens until the server is back."),n.length&&a.push(`Not answered yet: ${n.join(", ")}.`),!e)return[...a,"No step is on the page."];let{target:d,timeout:l}=e;if(a.push(`${Fe(e)}, at ${d}.`,...Hn(d,e.isCentered)),l){let s=Math.max(0,l-o(i))/1e3;a.push(`Its time: ${s.toFixed(1)} s left of ${l/1e3} s${t?`, held: ${Pn()}`:""}.`)}let f=[l?"when its time is over":"",e.isOnlyTimed?"":"by a handler or a flow of the server","by a button of the bubble"];return a.push(`It ends ${f.filter(Boolean).join(", or ")}.`),a}function Pn(){let e=le();return document.hidden?"the tab is hidden":e?.matches(":hover")?"the pointer is at the bubble":e?.contains(q())?"the focus is in the bubble":"it was paused"}function Hn(e,t){let n=_n(e),o=t?"the bubble is in the middle of the view":"the step waits for it, unless its on_missing is skip or cancel";if(!n.length)return[`Its target is missing: nothing on the page matches; ${o}.`];if(!n.some(Z))return[`Its target is on the page but not visible; ${o}.`];let r=n.length>1?[`${n.length} elements match: the first that is visible is the target.`]:[],i=In(n.find(Z));return i?[...r,`Its target calls ${i}.`]:r}function In(e){return e.getAttributeNames().filter(n=>Rn.test(n)).map(n=>`${e.getAttribute(n)} (${n})`).join(", ")}function _n(e){try{return ue(e)}catch{return[]}}var Fn=250,Dn=["keydown","keyup","click","input","change"];function Qt(e){let t;return{toggle(){t?t():t=Kn(e,()=>t=void 0)}}}function Kn(e,t){let n=q(),o=new AbortController,{signal:r}=o,i=!1,a=0,d=[],l=0,f,s=D("ul",{className:"state"}),b=_e("timeline",({at:E,text:M})=>D("li",{},D("span",{className:"at"},Ie(E)),D("span",{},M))),v=D("p",{className:"status",role:"status"}),T=D("p",{className:"count"}),p=D("textarea",{readOnly:!0,hidden:!0,ariaLabel:"The JSON, to be copied by hand"}),g=Ut(()=>ne(T,B())),L=Ne("Pause",()=>{i=!i,a=F(),ne(L,i?"Resume":"Pause"),k()}),C=Ne("To the top",()=>{let E=$.toggleAttribute("data-top");ne(C,E?"To the bottom":"To the top")}),$=D("docent-panel",{lang:"en",popover:"manual",role:"dialog",ariaLabel:"docent: debug panel",tabIndex:-1}),_=$.attachShadow({mode:"open"}),K=new CSSStyleSheet;K.replaceSync(Xt),_.adoptedStyleSheets=[K],_.append(D("div",{className:"panel"},D("div",{className:"row bar"},D("h2",{},"docent"),L,Ne("Clear",u),Ne("Copy as JSON",()=>{h()}),C,Ne("Close",c),v),p,D("div",{className:"parts"},D("div",{className:"summary-parts"},nt("Why it waits",s),nt("Timeline, newest first",b.list)),nt("Frames, newest first",g.filter,T,g.list))));function F(){return e.forgotten+e.frames.length}function B(){let{forgotten:E}=e,M=`${g.passing().length} of ${g.list.childElementCount} frames`;return i?`${M}; paused, ${F()-a} more have come`:E?`${M}, ${E} older ones are not kept`:M}function j(){let{story:E}=e,{latency:M}=E,O=G=>`${G.toFixed(G<10?1:0)} ms`;return[...Yt(E,docent.connected,performance.now()),M?`From an event to its answer: ${O(M.last)} last, ${O(M.median)} median of ${M.count}.`:"No event has been answered yet."].map(De)}function k(){l=0,H(),jt(s,j()),i||({moments:d}=e,g.show(e.frames),b.show(d)),ne(T,B())}function R(){l||=requestAnimationFrame(k)}function S(){let E=q();f=J($,E)?E:void 0}function H(){let E=[...document.querySelectorAll("dialog:modal")].at(-1)??document.body;if($.parentNode===E&&P())return;let M=f;P()&&$.hidePopover(),se($,E,null),$.showPopover(),M&&X(M)}function P(){return $.matches(":popover-open")}function y(E){E.target===$&&E.stopImmediatePropagation(),!(E.target===$||E.newState!=="open")&&(P()&&$.hidePopover(),H())}function u(){e.clear(),a=0,d=[],g.show([]),b.show([]),k(),ne(v,"Cleared")}async function h(){let E=g.passing(),M=Dt(e,d,E,j()),O=await Kt(M);p.hidden=O,p.value=O?"":M,ne(v,O?`Copied: ${E.length} frames`:"The clipboard was refused: copy it from the field"),!O&&(p.focus(),p.select())}function c(){let E=!!f;e.listen(void 0),o.abort(),clearInterval(w),cancelAnimationFrame(l),$.remove(),E&&X(n),t()}function m(E){E.key!=="Escape"||!E.composedPath().includes($)||(E.preventDefault(),E.stopImmediatePropagation(),c())}e.listen(R);let w=setInterval(k,Fn);addEventListener("keydown",m,{signal:r,capture:!0}),addEventListener("toggle",y,{signal:r,capture:!0}),document.addEventListener("close",R,{signal:r,capture:!0});for(let E of Dn)$.addEventListener(E,M=>M.stopPropagation(),{signal:r});for(let E of[$,_])E.addEventListener("focusin",S,{signal:r}),E.addEventListener("focusout",()=>queueMicrotask(()=>$.isConnected&&S()),{signal:r});return k(),$.focus({preventScroll:!0}),c}function Ne(e,t){let n=D("button",{type:"button"},e);return n.addEventListener("click",t),n}function nt(e,...t){return D("section",{tabIndex:0,ariaLabel:e},D("h3",{},e),...t)}var jn=500,Bn=500,Gn=4*2**20,zn=64*2**10;function Zt(){let e=Wt(),t=[],n=[],o=0,r=0,i;return{story:e,get frames(){return t},get moments(){return n},get forgotten(){return r},record(a,d){let l=performance.now(),f=e.take(l,a,d),s=qn(f.kind,d),b=s.slice(0,zn);for(t.push({at:l,direction:a,kind:f.kind,summary:f.summary,text:b,length:s.length}),o+=b.length;t.length>jn||o>Gn;)o-=t.shift().text.length,r++;n=n.concat(f.moments).slice(-Bn),i?.()},clear(){t=[],n=[],o=r=0,e.forget()},listen(a){i=a}}}function qn(e,t){let n="(left out)";return e==="hello"?JSON.stringify(JSON.parse(t),(o,r)=>o==="page"||o==="session"?n:r):e==="welcome"?JSON.stringify(JSON.parse(t).map((o,r)=>r===1?n:o)):t}Ft(()=>{let e=Zt(),t=Qt(e);return addEventListener("keydown",n=>{Jn(n)&&(n.preventDefault(),t.toggle())},{capture:!0}),e.record});function Jn({key:e,code:t,ctrlKey:n,shiftKey:o,altKey:r,metaKey:i,repeat:a}){return(/^[a-z]$/i.test(e)?/d/i.test(e):t==="KeyD")&&n&&o&&!r&&!i&&!a}})();
